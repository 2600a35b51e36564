package io.github.catamail.sharing;

import java.io.IOException;
import java.net.URL;
import java.util.Enumeration;

/** What an application brings itself, apart from what it inherits from the server. Safe for use by several threads. */
public interface Bundle {
    /**
     * Returns every resource of this name, in the order of the class path.
     *
     * @throws IOException if a file cannot be read
     */
    Enumeration<URL> resources(String name) throws IOException;

    /**
     * Loads a class as the application would, its own or the server's.
     *
     * @throws ClassNotFoundException if there is none of this name
     */
    Class<?> load(String name) throws ClassNotFoundException;
}
