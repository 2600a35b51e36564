package io.github.catamail.jmx;

import io.github.catamail.loader.LibraryLoader;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The MBean of one resource, from when it is made until {@link #close}.
 *
 * <p>Its name is {@code io.github.catamail:type=MailSession,name="mail/Session"}; with
 * {@code ,host=localhost,context="/shop"} after it where the resource is that of one application; and with
 * {@code ,instance=2} at the end where there is one of that name already. The MBean server keeps classes of Catamail only,
 * nothing of the thread that registers. Mail is sent with or without an MBean: whatever goes wrong here is logged. Safe for
 * use by several threads.
 */
public final class Registration implements AutoCloseable {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");
    private static final String DOMAIN = "io.github.catamail";

    /** More of one name are a mistake somewhere, and no reason to try forever. */
    private static final int MOST = 1000;

    private final MBeanServer server;
    private @Nullable ObjectName name;

    private Registration(MBeanServer server) {
        this.server = server;
    }

    /**
     * Registers with the MBean server of this JVM. Never throws.
     *
     * @param watched what the MBean shows
     * @param application the web application that has the resource for itself, as {@code localhost/shop} or {@code /shop};
     *     null for a resource that applications share
     * @param clock for the days until a certificate ends
     */
    public static Registration open(Watched watched, @Nullable String application, Clock clock) {
        return open(ManagementFactory.getPlatformMBeanServer(), watched, application, clock);
    }

    static Registration open(MBeanServer server, Watched watched, @Nullable String application, Clock clock) {
        Registration registration = new Registration(server);
        LibraryLoader.call(() -> {
            registration.register(watched, application, clock);
            return Boolean.TRUE;
        });
        return registration;
    }

    private synchronized void register(Watched watched, @Nullable String application, Clock clock) {
        try {
            DescribedBean bean = new DescribedBean(new MailSessionBean(watched, clock));
            for (int instance = 1; instance <= MOST && name == null; instance++) {
                ObjectName free = nameOf(watched.resource(), application, instance);
                try {
                    server.registerMBean(bean, free);
                    name = free;
                } catch (InstanceAlreadyExistsException taken) {
                    LOG.log(Level.DEBUG, "{0} is taken", free);
                }
            }
        } catch (JMException | RuntimeException failure) {
            LOG.log(
                    Level.WARNING,
                    watched.resource() + ": mail is sent, but JMX does not show this session, as its MBean could not be"
                            + " registered",
                    failure);
        }
    }

    /** Returns the name of the MBean, or null where there is none. */
    public synchronized @Nullable ObjectName name() {
        return name;
    }

    /** Takes the MBean away. Never throws; further calls do nothing. */
    @Override
    public synchronized void close() {
        ObjectName registered = name;
        name = null;
        if (registered == null) {
            return;
        }
        try {
            LibraryLoader.call(() -> {
                server.unregisterMBean(registered);
                return Boolean.TRUE;
            });
        } catch (InstanceNotFoundException gone) {
            LOG.log(Level.DEBUG, () -> registered + " was taken away by somebody else", gone);
        } catch (JMException | RuntimeException failure) {
            LOG.log(Level.WARNING, "The MBean " + registered + " could not be taken away", failure);
        }
    }

    private static ObjectName nameOf(String resource, @Nullable String application, int instance)
            throws MalformedObjectNameException {
        StringBuilder text = new StringBuilder(DOMAIN + ":type=MailSession,name=" + ObjectName.quote(resource));
        if (application != null) {
            int slash = application.indexOf('/');
            String host = slash < 0 ? application : application.substring(0, slash);
            String context = slash < 0 ? "" : application.substring(slash);
            if (!host.isEmpty()) {
                text.append(",host=").append(host);
            }
            if (!context.isEmpty()) {
                text.append(",context=").append(ObjectName.quote(context));
            }
        }
        return new ObjectName(instance == 1 ? text.toString() : text + ",instance=" + instance);
    }
}
