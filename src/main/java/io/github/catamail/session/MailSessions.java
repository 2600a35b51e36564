package io.github.catamail.session;

import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Problem;
import io.github.catamail.config.Problems;
import io.github.catamail.config.SettingsParser;
import io.github.catamail.loader.DaemonTimer;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.smtp.NameService;
import io.github.catamail.smtp.Submission;
import io.github.catamail.time.SystemClock;
import io.github.catamail.time.Ticker;
import io.github.catamail.tls.TlsContext;
import io.github.catamail.traffic.Traffic;
import jakarta.mail.Provider;
import jakarta.mail.Session;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import javax.naming.ConfigurationException;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Makes sessions from the attributes of resources.
 *
 * <p>What is costly about a resource, its checked settings and its TLS material, is made once for as long as any session
 * made from it is in use, however often the resource is looked up. Safe for use by several threads.
 *
 * <p>This class can be loaded without Jakarta Mail, to say that it is missing.
 */
public final class MailSessions {
    private static final System.Logger LOG = LibraryLoader.logger("io.github.catamail");

    private static final MailSessions SHARED = new MailSessions();

    private final ResourceRegistry registry = new ResourceRegistry(Ticker.system());
    private volatile boolean jarsAreWhole;

    /** Returns the one for all resources of this JVM. */
    public static MailSessions shared() {
        return SHARED;
    }

    /**
     * Makes a session.
     *
     * @param resource the JNDI name, such as {@code mail/Session}
     * @param attributes names and texts as written
     * @param strictByDefault whether an unknown attribute is an error where {@code strict} is not written
     * @param owner the application that has the resource for itself, and whose own providers the session gets; null for a
     *     resource that applications share
     * @throws ConfigurationException with all that is wrong in its message
     * @throws NamingException if the resource asks for a test of its connection first, and that failed
     */
    public Session create(
            String resource, Map<String, String> attributes, boolean strictByDefault, @Nullable Owner owner)
            throws NamingException {
        ResourceKey key = new ResourceKey(owner, resource, attributes, strictByDefault);
        MailResource known = registry.find(key);
        if (known == null) {
            Submission submission = submission(resource, attributes, strictByDefault);
            known = registry.keep(key, new MailResource(submission));
        }
        MailResource made = known;
        made.validate();
        List<Provider> own = owner != null ? OwnProviders.find() : List.of();
        return LibraryLoader.call(() -> made.session(own));
    }

    /** Closes the resources that an application has for itself: it has been stopped. */
    public void closeFor(ClassLoader application) {
        registry.closeAll(owner -> owner != null && (owner.is(application) || owner.isGone()));
    }

    /**
     * Closes and forgets all resources: ends connections, and sends that are under way, and waits until no thread of Catamail is
     * left. For the stop of a server; sessions can be made again after it.
     */
    public void close() {
        registry.closeAll(owner -> true);
        try {
            DaemonTimer.finish();
            NameService.ofMachine().finish();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private Submission submission(String resource, Map<String, String> attributes, boolean strictByDefault)
            throws ConfigurationException {
        Problems problems = new Problems(resource);
        checkJars(problems);
        MailSettings settings = SettingsParser.read(attributes, base(), strictByDefault, problems);
        // The files are opened even if something else is wrong, so that all that is wrong is told at once.
        TlsContext tls = TlsContext.load(settings.tls(), problems, SystemClock.utc());
        refuse(problems);
        if (tls == null) {
            throw new ConfigurationException(resource + ": TLS cannot be set up for a reason that was not reported");
        }
        for (Problem warning : problems.warnings()) {
            LOG.log(Level.WARNING, resource + ": " + warning);
        }
        LOG.log(Level.INFO, SessionLine.of(settings, tls));
        Ticker ticker = Ticker.system();
        Clock clock = SystemClock.utc();
        return new Submission(settings, tls, ticker, clock, new Traffic(ticker, clock), NameService.ofMachine());
    }

    /**
     * Adds what is missing in the server's {@code lib}, or too old there, as errors. No session can be made then.
     *
     * @param problems takes them
     */
    public static void checkServer(Problems problems) {
        checkServer(MailSessions.class.getClassLoader(), problems);
    }

    /**
     * The same for a server that is not this one.
     *
     * @param lib loads what is in its {@code lib}
     * @param problems takes what is missing or too old
     */
    public static void checkServer(ClassLoader lib, Problems problems) {
        new ServerJars(lib, problems).check();
    }

    /** Once found whole, the jars of the server do not change while it runs. */
    private void checkJars(Problems problems) throws ConfigurationException {
        if (!jarsAreWhole) {
            checkServer(problems);
            refuse(problems);
            jarsAreWhole = true;
        }
    }

    private static void refuse(Problems problems) throws ConfigurationException {
        if (problems.hasErrors()) {
            throw new ConfigurationException(problems.report());
        }
    }

    private static Path base() {
        return Path.of(System.getProperty("catalina.base", "")).toAbsolutePath();
    }
}
