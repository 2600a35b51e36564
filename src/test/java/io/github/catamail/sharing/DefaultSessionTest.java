package io.github.catamail.sharing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.example.shop.OwnDefault;
import com.example.shop.OwnHandlers;
import io.github.catamail.loader.LibraryLoader;
import jakarta.activation.CommandMap;
import jakarta.activation.MailcapCommandMap;
import jakarta.mail.Authenticator;
import jakarta.mail.Session;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class DefaultSessionTest {
    private static final ClassLoader SERVER = DefaultSessionTest.class.getClassLoader();

    private final ClassFileTransformer calls = Objects.requireNonNull(DefaultCalls.of(SERVER));

    @Test
    void eachApplicationHasItsOwn() throws Exception {
        Function<Properties, Session> first = new Application().ownDefault();
        Function<Properties, Session> second = new Application().ownDefault();

        Session ofFirst = first.apply(host("first"));
        Session ofSecond = second.apply(host("second"));

        assertThat(ofFirst.getProperty("mail.smtp.host")).isEqualTo("first");
        assertThat(ofSecond.getProperty("mail.smtp.host")).isEqualTo("second");
        assertThat(first.apply(host("later"))).isSameAs(ofFirst);
        assertThat(second.apply(host("later"))).isSameAs(ofSecond);
    }

    @Test
    void theRuleOfJakartaMailStaysInForceInsideAnApplication() throws Exception {
        Application application = new Application();
        Session ofLogin = application.ownDefault().apply(host("first"));

        assertThat(application.ownDefault().apply(host("later"))).isSameAs(ofLogin);
        assertThatThrownBy(() -> application.ownDefault().apply(new Properties()))
                .isInstanceOf(SecurityException.class)
                .hasMessage("Access to default session denied");
        assertThatThrownBy(() -> application.defaultSession().get(host("other"), new Authenticator() {}))
                .isInstanceOf(SecurityException.class);
    }

    @Test
    void itIsForgottenWhenTheApplicationStops() throws Exception {
        Application application = new Application();
        Session before = application.ownDefault().apply(new Properties());

        application.defaultSession().clear();

        assertThat(application.ownDefault().apply(new Properties())).isNotSameAs(before);
    }

    @Test
    void aCallerOfNoApplicationGetsTheOneOfTheServer() {
        Properties any = new Properties();

        assertThat(DefaultSession.getDefaultInstance(any)).isSameAs(Session.getDefaultInstance(any));
        assertThat(DefaultSession.getDefaultInstance(any, null)).isSameAs(Session.getDefaultInstance(any));
    }

    @Test
    void aDefaultCommandMapThatAnApplicationCompletesStaysItsOwn() throws Exception {
        Application application = new Application();
        Runnable handlers = (Runnable) application
                .loadClass(OwnHandlers.class.getName())
                .getConstructor()
                .newInstance();

        CommandMap own = LibraryLoader.callIn(application, () -> {
            handlers.run();
            return CommandMap.getDefaultCommandMap();
        });
        CommandMap ofOthers = LibraryLoader.callIn(new Application(), CommandMap::getDefaultCommandMap);

        assertThat(own.getAllCommands("application/x-own")).hasSize(1);
        assertThat(ofOthers).isNotSameAs(own);
        assertThat(ofOthers.getAllCommands("application/x-own")).isEmpty();
    }

    @Test
    void aCommandMapOfAnotherKindIsStillTheServers() throws Exception {
        CommandMap map = new MailcapCommandMap();
        try {
            DefaultCommandMap.setDefaultCommandMap(map);

            assertThat(CommandMap.getDefaultCommandMap()).isSameAs(map);
        } finally {
            CommandMap.setDefaultCommandMap(null);
        }
    }

    @Test
    void aClassThatDoesNotCallItIsLeftAsItIs() throws Exception {
        assertThat(transformed(bytes(DefaultSessionTest.Application.class))).isNull();
        // It has a method of this name, and calls it.
        assertThat(transformed(bytes(Other.class))).isNull();
    }

    @Test
    void whatIsNoClassFileIsLeftAsItIs() throws Exception {
        byte[] cut = Arrays.copyOf(bytes(OwnDefault.class), 100);

        assertThat(transformed(new byte[0])).isNull();
        assertThat(transformed(cut)).isNull();
        assertThat(transformed(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 99, 0, 0, 0}))
                .isNull();
    }

    @Test
    void whereNothingIsSharedNothingIsChanged() {
        assertThat(DefaultCalls.of(ClassLoader.getPlatformClassLoader())).isNull();
    }

    @Test
    void whatTomcatLogsAboutItCanBeRead() {
        assertThat(calls).hasToString("Catamail: a default mail session of its own");
    }

    private byte[] transformed(byte[] classFile) throws Exception {
        return calls.transform(SERVER, "x", null, null, classFile);
    }

    private static Properties host(String host) {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", host);
        return properties;
    }

    private static byte[] bytes(Class<?> type) throws Exception {
        try (InputStream in = SERVER.getResourceAsStream(type.getName().replace('.', '/') + ".class")) {
            return in.readAllBytes();
        }
    }

    /** Has a method of the same name. */
    private static final class Other {
        static Other getDefaultInstance() {
            return new Other();
        }

        @Override
        public String toString() {
            return String.valueOf(getDefaultInstance() == this);
        }
    }

    /** The class loader of an application. */
    private final class Application extends ClassLoader implements DefaultSession.Owner {
        private final DefaultSession own = new DefaultSession();

        Application() {
            super(SERVER);
        }

        @Override
        public DefaultSession defaultSession() {
            return own;
        }

        @SuppressWarnings("unchecked") // that is what the class is
        Function<Properties, Session> ownDefault() throws Exception {
            return (Function<Properties, Session>)
                    loadClass(OwnDefault.class.getName()).getConstructor().newInstance();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(OwnDefault.class.getPackageName())) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try {
                byte[] original = bytes(Class.forName(name, false, SERVER));
                byte[] changed = transformed(original);
                byte[] file = changed == null ? original : changed;
                return defineClass(name, file, 0, file.length);
            } catch (Exception e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
