package io.github.catamail.session;

import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Problems;
import io.github.catamail.config.SettingsParser;
import io.github.catamail.loader.LibraryLoader;
import io.github.catamail.smtp.NameService;
import io.github.catamail.smtp.Submission;
import io.github.catamail.testing.Resource;
import io.github.catamail.tls.TlsContext;
import io.github.catamail.traffic.Traffic;
import jakarta.mail.Session;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import javax.naming.RefAddr;

/**
 * A resource for which time stands still until it is told to pass: how a message goes out depends on how long ago the server
 * spoke. Time-outs still work, since the operating system counts them. Thread-safe.
 */
public final class SteppedResource implements AutoCloseable {
    private final AtomicLong nanos = new AtomicLong();
    private final MailResource resource;

    private SteppedResource(Map<String, String> attributes, NameService names) {
        Problems problems = new Problems("Session");
        MailSettings settings = SettingsParser.read(attributes, Path.of("").toAbsolutePath(), true, problems);
        TlsContext tls = TlsContext.load(settings.tls(), problems, Clock.systemUTC());
        if (problems.hasErrors()) {
            throw new AssertionError(problems.report());
        }
        Clock clock = Clock.systemUTC();
        resource = new MailResource(new Submission(
                settings, Objects.requireNonNull(tls), nanos::get, clock, new Traffic(nanos::get, clock), names));
    }

    /** Makes one of these attributes. */
    public static SteppedResource of(Resource resource) {
        return of(resource, NameService.ofMachine());
    }

    /** Makes one that asks another name service. */
    public static SteppedResource of(Resource resource, NameService names) {
        Map<String, String> attributes = new HashMap<>();
        for (RefAddr address : Collections.list(resource.reference().getAll())) {
            attributes.put(address.getType(), (String) address.getContent());
        }
        return new SteppedResource(attributes, names);
    }

    /** Makes a session. */
    public Session session() {
        return LibraryLoader.call(() -> resource.session(List.of()));
    }

    /** Lets time pass. */
    public void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    /** Ends the connections that wait for a message, so that the next one goes over a new one. */
    public void evictIdle() {
        resource.evictIdle();
    }

    /** Returns how many connections wait for a message. */
    public int idle() {
        return resource.idle();
    }

    @Override
    public void close() {
        resource.close(Duration.ofSeconds(1));
    }
}
