package io.github.catamail.testing.tomcat;

import java.io.IOException;

/** By what a web application gets the class loader that shares the server's mail classes. */
public enum Sharing {
    LISTENER {
        @Override
        public TomcatInstall set(TomcatInstall install) throws IOException {
            return install.server("<Listener className=\"io.github.catamail.catalina.MailListener\"/>");
        }
    },
    LOADER {
        @Override
        public String inContext() {
            return "<Loader loaderClass=\"io.github.catamail.catalina.MailSharingClassLoader\"/>\n";
        }
    },
    NONE;

    /** Edits the configuration of the server. */
    public TomcatInstall set(TomcatInstall install) throws IOException {
        return install;
    }

    /** Returns what goes into the {@code <Context>} of each application. */
    public String inContext() {
        return "";
    }
}
