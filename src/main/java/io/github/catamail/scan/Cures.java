package io.github.catamail.scan;

import java.util.List;
import java.util.stream.Collectors;

/** What an administrator can do about an application that brings the server's mail classes, ready to be pasted. */
final class Cures {
    // The classes belong to a package that uses this one.
    private static final String LISTENER = "<Listener className=\"io.github.catamail.catalina.MailListener\"/>";
    private static final String LOADER_CLASS = "io.github.catamail.catalina.MailSharingClassLoader";
    private static final String LOADER = "<Loader loaderClass=\"" + LOADER_CLASS + "\"/>";

    private Cures() {}

    /** Returns the cures as the end of a sentence. */
    static String of(BundledMail bundled, Apart apart) {
        String sharing = switch (apart) {
            case WITHOUT_LISTENER ->
                "put " + LISTENER + " into <Server> in conf/server.xml, which is for all applications but those in"
                        + " its 'exclude'; or put " + LOADER + " into <Context> in the application's context.xml";
            case EXCLUDED -> "take it out of 'exclude' of the MailListener in conf/server.xml";
            case OWN_LOADER ->
                "add loaderClass=\"" + LOADER_CLASS + "\" to the <Loader> in the application's context.xml";
        };
        // Tomcat converts javax.mail and leaves javax.activation, which does not fit: the sharing loader does the rest.
        return bundled.isConverted() ? sharing : sharing + "; or " + removal(bundled);
    }

    /** Returns what to do instead of {@code delegate="true"}. */
    static String insteadOfDelegate() {
        return "put " + LOADER + " in the place of the <Loader> with delegate=\"true\"";
    }

    private static String removal(BundledMail bundled) {
        List<BundledFile> files =
                bundled.files().stream().filter(BundledFile::isOfServer).toList();
        boolean jars = files.stream().allMatch(BundledFile::isMailJar);
        String names = files.stream().map(BundledFile::name).collect(Collectors.joining(" and "));
        return jars
                ? "delete " + names + " and start the application anew"
                : "take the mail and activation classes out of the application: " + names;
    }
}
