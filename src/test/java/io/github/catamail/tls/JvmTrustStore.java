package io.github.catamail.tls;

import java.nio.file.Path;

/** The JVM's own trust store, another one for the length of a test. */
public final class JvmTrustStore {
    private static final String FILE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "javax.net.ssl.trustStorePassword";

    private JvmTrustStore() {}

    /** What is done meanwhile. */
    public interface Action {
        void run() throws Exception;
    }

    /** Does something while this file is the trust store of the JVM. */
    public static void during(Path file, String password, Action action) throws Exception {
        String formerFile = System.getProperty(FILE);
        String formerPassword = System.getProperty(PASSWORD);
        System.setProperty(FILE, file.toString());
        System.setProperty(PASSWORD, password);
        try {
            action.run();
        } finally {
            restore(FILE, formerFile);
            restore(PASSWORD, formerPassword);
        }
    }

    private static void restore(String name, @org.jspecify.annotations.Nullable String former) {
        if (former == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, former);
        }
    }
}
