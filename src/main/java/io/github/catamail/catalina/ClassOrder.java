package io.github.catamail.catalina;

import org.apache.catalina.Context;
import org.apache.catalina.Loader;

/**
 * Whose classes an application gets where both it and the server have some.
 *
 * @param sharesMail whether those of mail are the server's
 * @param delegates whether all are the server's, as {@code <Loader delegate="true"/>} has it
 * @param apart why those of mail are not
 */
record ClassOrder(boolean sharesMail, boolean delegates, Apart apart) {
    static ClassOrder of(Context context) {
        Loader loader = context.getLoader();
        return new ClassOrder(
                loader != null && loader.getClassLoader() instanceof MailSharingClassLoader,
                loader != null && loader.getDelegate(),
                Apart.of(context));
    }

    /** Returns whether mail classes that the application bundles are not used. */
    boolean prefersServer() {
        return sharesMail || delegates;
    }
}
