package io.github.catamail.sharing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ServerContextTest {
    private static final String SERVICE = "META-INF/services/jakarta.mail.util.StreamProvider";

    @Test
    void anApplicationsContextStays() throws Exception {
        try (URLClassLoader application =
                new URLClassLoader(new URL[0], getClass().getClassLoader())) {
            assertThat(contextWhileWriting(application)).isSameAs(application);
        }
    }

    @Test
    void aThreadWithoutAnApplicationWritesInTheServers() {
        assertThat(contextWhileWriting(null)).isInstanceOf(ServerContext.class);
        assertThat(contextWhileWriting(ClassLoader.getSystemClassLoader())).isInstanceOf(ServerContext.class);
        assertThat(contextWhileWriting(ClassLoader.getPlatformClassLoader())).isInstanceOf(ServerContext.class);
    }

    @Test
    void itAnswersTheLookUpsOfMailFromMemoryAndAllElseAsItsParent() throws Exception {
        ClassLoader parent = getClass().getClassLoader();
        ServerContext context = new ServerContext(parent);
        String ownClass = getClass().getName().replace('.', '/') + ".class";

        assertThat(context.getResource(SERVICE))
                .hasToString(parent.getResource(SERVICE).toString());
        assertThat(Objects.requireNonNull(context.getResource(SERVICE)).openConnection())
                .isNotInstanceOf(JarURLConnection.class);
        assertThat(parent.getResource(SERVICE).openConnection()).isInstanceOf(JarURLConnection.class);
        assertThat(Collections.list(context.getResources(SERVICE))).hasSize(1);
        assertThat(context.getResource("META-INF/services/jakarta.mail.Absent")).isNull();
        assertThat(context.getResource(ownClass)).isEqualTo(parent.getResource(ownClass));
        assertThat(Collections.list(context.getResources(ownClass)))
                .isEqualTo(Collections.list(parent.getResources(ownClass)));
    }

    private static ClassLoader contextWhileWriting(@Nullable ClassLoader before) {
        Thread thread = Thread.currentThread();
        ClassLoader usual = thread.getContextClassLoader();
        List<ClassLoader> seen = new ArrayList<>();
        thread.setContextClassLoader(before);
        try {
            ServerContext.write(() -> seen.add(thread.getContextClassLoader()));
            assertThat(thread.getContextClassLoader()).isSameAs(before);
        } finally {
            thread.setContextClassLoader(usual);
        }
        return seen.get(0);
    }
}
