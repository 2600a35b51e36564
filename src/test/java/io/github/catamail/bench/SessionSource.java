package io.github.catamail.bench;

import jakarta.mail.Session;
import javax.naming.NamingException;

/** Where an application gets its sessions from. */
interface SessionSource {
    /** Returns one that Catamail made. */
    Session catamail(Target target) throws NamingException;

    /** Returns one that Tomcat's own factory made. */
    Session stock(Target target) throws NamingException;
}
