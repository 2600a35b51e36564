package io.github.catamail.jmx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.PhantomReference;
import java.lang.ref.ReferenceQueue;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An application looks its session up, which registers the MBean from its thread, and is undeployed later. */
final class ApplicationThatRegistersTest {
    private static final int PATIENCE_MILLIS = 20_000;

    @Test
    void nothingOfTheApplicationStaysReachable() throws Exception {
        ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
        Application application = new Application();
        PhantomReference<ClassLoader> gone = new PhantomReference<>(application, collected);

        try (Registration registration = application.register(new StubResource("mail/Undeployed"))) {
            application = null;

            assertThat(registration.name()).isNotNull();
            assertThat(whenCollected(collected)).isSameAs(gone);
        }
    }

    private static @Nullable Object whenCollected(ReferenceQueue<ClassLoader> collected) throws InterruptedException {
        @Nullable Object reference = null;
        for (int waited = 0; reference == null && waited < PATIENCE_MILLIS; waited += 100) {
            System.gc();
            reference = collected.remove(100);
        }
        return reference;
    }

    /** What runs in the application: a class of its own loader. */
    public static final class LookUp implements Supplier<Registration> {
        private final Watched resource;

        public LookUp(Watched resource) {
            this.resource = resource;
        }

        @Override
        public Registration get() {
            return Registration.open(resource, "localhost/undeployed", Clock.systemUTC());
        }
    }

    /** The class loader of an application with one class. */
    private static final class Application extends ClassLoader {
        Application() {
            super(Application.class.getClassLoader());
        }

        @SuppressWarnings("unchecked") // LookUp is one
        Registration register(Watched resource) throws Exception {
            Supplier<Registration> lookUp = (Supplier<Registration>) loadClass(LookUp.class.getName())
                    .getConstructor(Watched.class)
                    .newInstance(resource);
            assertThat(lookUp.getClass().getClassLoader()).isSameAs(this);
            FutureTask<Registration> task = new FutureTask<>(lookUp::get);
            Thread thread = new Thread(task);
            thread.setContextClassLoader(this);
            thread.start();
            thread.join();
            return task.get();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals(LookUp.class.getName())) {
                return super.loadClass(name, resolve);
            }
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = Objects.requireNonNull(file).readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException unreadable) {
                throw new ClassNotFoundException(name, unreadable);
            }
        }
    }
}
