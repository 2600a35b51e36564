package io.github.catamail.catalina;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import javax.naming.CompositeName;
import javax.naming.Name;
import javax.naming.Reference;
import org.junit.jupiter.api.Test;

/** What of this package is called in other containers, which have no class of Tomcat. */
final class WithoutTomcatTest {
    private final ClassLoader container = new Jetty(getClass().getClassLoader());

    @Test
    void thereIsNoTomcat() {
        assertThatThrownBy(() -> container.loadClass("org.apache.catalina.Server"))
                .isInstanceOf(ClassNotFoundException.class);
    }

    @Test
    void thereIsNothingToHide() throws Exception {
        Class<?> type = container.loadClass(ResourceMBeans.class.getName());

        assertThatCode(() -> type.getMethod("hideSecrets").invoke(null)).doesNotThrowAnyException();
    }

    @Test
    void namesAreTakenAsTheyCome() throws Exception {
        Class<?> type = container.loadClass(ResourceNames.class.getName());

        assertThat(type.getMethod("whole", Reference.class, Name.class)
                        .invoke(null, new Reference("jakarta.mail.Session"), new CompositeName("mail/Session")))
                .isEqualTo("mail/Session");
    }

    @Test
    void nothingIsCheckedAtStartUp() throws Exception {
        ServletContainerInitializer initializer = (ServletContainerInitializer) container
                .loadClass(MailContextInitializer.class.getName())
                .getConstructor()
                .newInstance();
        ServletContext context = (ServletContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getContextPath" -> "/app";
                    case "getClassLoader" -> getClass().getClassLoader();
                    default -> null;
                });

        assertThatCode(() -> initializer.onStartup(null, context)).doesNotThrowAnyException();
    }

    /** Loads Catamail itself anew, and nothing of Tomcat. */
    private static final class Jetty extends ClassLoader {
        Jetty(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.apache.")) {
                throw new ClassNotFoundException(name);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                return name.startsWith("io.github.catamail.") ? define(name) : super.loadClass(name, resolve);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
