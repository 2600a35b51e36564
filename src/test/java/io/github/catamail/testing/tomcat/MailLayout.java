package io.github.catamail.testing.tomcat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The mail jars that applications are found to bundle. */
public enum MailLayout {
    NOTHING("nothing"),
    SAME_BUNDLE("the jars of the overlay", "jakarta.mail", "jakarta.activation-api", "angus-activation"),
    OLDER_BUNDLE(
            "an older Angus (`jakarta.mail` 2.0.2) and activation",
            "jakarta.mail-2.0.2.jar",
            "jakarta.activation-api",
            "angus-activation"),
    SPLIT(
            "`jakarta.mail-api`, `angus-mail` and activation",
            "jakarta.mail-api-2.1.5.jar",
            "angus-mail-2.0.5.jar",
            "jakarta.activation-api",
            "angus-activation"),
    MAIL_API("`jakarta.mail-api` only", "jakarta.mail-api-2.1.5.jar"),
    ANGUS_MAIL("`angus-mail` only", "angus-mail-2.0.5.jar"),
    ACTIVATION_API("`jakarta.activation-api` only", "jakarta.activation-api"),
    ACTIVATION("`jakarta.activation-api` and `angus-activation`", "jakarta.activation-api", "angus-activation"),
    MAIL_2_0(
            "Jakarta Mail 2.0.1 (`com.sun.mail`) and its activation",
            "jakarta.mail-2.0.1.jar",
            "jakarta.activation-2.0.1.jar"),
    MAIL_2_0_API("`jakarta.mail-api` 2.0.1 only", "jakarta.mail-api-2.0.1.jar"),
    GERONIMO("Geronimo's mail 2.1", "geronimo-mail_2.1_spec-1.0.1.jar", "geronimo-mail_2.1_provider-1.0.2.jar"),
    SHADED("the jars of the overlay inside another jar", "jakarta.mail", "jakarta.activation-api", "angus-activation") {
        @Override
        void add(WebApp app, List<Path> jars) throws IOException {
            app.shaded("acme-all-1.0.jar", jars);
        }
    },
    CLASSES(
            "the jars of the overlay, unpacked in `WEB-INF/classes`",
            "jakarta.mail",
            "jakarta.activation-api",
            "angus-activation") {
        @Override
        void add(WebApp app, List<Path> jars) throws IOException {
            app.unpacked(jars);
        }
    },
    /** The application itself uses {@code javax.mail} and goes to {@code webapps-javaee}. */
    CONVERTED(
            "`javax.mail` 1.4.7 and `javax.activation` 1.1, converted by Tomcat (`webapps-javaee`)",
            "mail-1.4.7.jar",
            "activation-1.1.jar"),
    /** The application itself uses {@code jakarta.mail}, and a library in it {@code javax.mail}. */
    UNCONVERTED("`javax.mail` 1.4.7 and `javax.activation` 1.1, as they are", "mail-1.4.7.jar", "activation-1.1.jar");

    private final String title;
    /** Names with blanks between them: those with a version are fetched by the build, the others are the server's. */
    private final String jars;

    MailLayout(String title, String... jars) {
        this.title = title;
        this.jars = String.join(" ", jars);
    }

    /** Returns what an administrator finds in {@code WEB-INF/lib}, in Markdown. */
    public String title() {
        return title;
    }

    /** Adds the jars to an application. */
    public WebApp addTo(WebApp app, TomcatInstall install) throws IOException {
        if (jars.isEmpty()) {
            return app;
        }
        List<Path> files = new ArrayList<>();
        for (String jar : jars.split(" ", -1)) {
            files.add(jar.endsWith(".jar") ? fetched(jar) : install.jar(jar));
        }
        add(app, files);
        return app;
    }

    void add(WebApp app, List<Path> files) throws IOException {
        for (Path file : files) {
            app.library(file);
        }
    }

    private static Path fetched(String jar) {
        Path file = Path.of(String.valueOf(System.getProperty("catamail.mailJars")), jar);
        if (!Files.exists(file)) {
            throw new IllegalStateException(
                    "There is no " + file + ". The build fetches it: mvn verify -Dit.test=NameIT");
        }
        return file;
    }
}
