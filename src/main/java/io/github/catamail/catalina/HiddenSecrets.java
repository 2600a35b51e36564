package io.github.catamail.catalina;

import io.github.catamail.loader.LibraryLoader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.catalina.loader.WebappClassLoaderBase;
import org.apache.catalina.mbeans.MBeanUtils;
import org.apache.tomcat.util.descriptor.web.ContextResource;
import org.apache.tomcat.util.modeler.ManagedBean;

/** Puts a {@link HidingResourceMBean} in the place of each MBean of a mail resource. */
final class HiddenSecrets {
    private static final Logger LOGGER = LibraryLoader.logger(HiddenSecrets.class.getName());

    private HiddenSecrets() {}

    /** Hides the secrets of every mail resource of every server in this JVM. */
    static void hideAll() {
        if (HiddenSecrets.class.getClassLoader() instanceof WebappClassLoaderBase) {
            // A copy of Catamail in WEB-INF/lib: an MBean of its class would keep the web application from being
            // unloaded.
            return;
        }
        MBeanServer server = MBeanUtils.createServer();
        DeclaredResources.ofAllServers(server).filter(MailResource::isMail).forEach(HiddenSecrets::hide);
    }

    /** Hides the secrets of one resource, if it has an MBean that shows them. One thread at a time swaps MBeans. */
    static synchronized void hide(ContextResource resource) {
        try {
            MBeanServer server = MBeanUtils.createServer();
            ManagedBean description = MBeanUtils.createRegistry().findManagedBean("ContextResource");
            ObjectName name = nameOf(resource, description, server);
            if (!server.isRegistered(name) || server.isInstanceOf(name, HidingResourceMBean.class.getName())) {
                return;
            }
            HidingResourceMBean hiding = new HidingResourceMBean();
            hiding.setManagedBean(description);
            hiding.setManagedResource(resource, "ObjectReference");
            server.unregisterMBean(name);
            server.registerMBean(hiding, name);
        } catch (JMException | RuntimeException e) {
            // Such as a web application that is being removed: then its MBean goes away, and that is as good.
            LOGGER.log(Level.DEBUG, () -> "The secrets in the MBean of " + resource.getName() + " are not hidden", e);
        }
    }

    // As Tomcat names it in MBeanUtils.createMBean.
    private static ObjectName nameOf(ContextResource resource, ManagedBean description, MBeanServer server)
            throws JMException {
        String domain = description.getDomain();
        return MBeanUtils.createObjectName(domain != null ? domain : server.getDefaultDomain(), resource);
    }
}
