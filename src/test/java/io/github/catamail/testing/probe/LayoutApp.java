package io.github.catamail.testing.probe;

import io.github.catamail.testing.tomcat.JavaEeClass;
import io.github.catamail.testing.tomcat.MailLayout;
import io.github.catamail.testing.tomcat.TomcatInstall;
import io.github.catamail.testing.tomcat.WebApp;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** The application that does all that applications do with mail, bundling some mail jars. */
public final class LayoutApp {
    private LayoutApp() {}

    /** Makes one that will be found under {@code /name}. */
    public static WebApp of(MailLayout layout, String name, TomcatInstall install) throws IOException {
        WebApp app = WebApp.named(name)
                .classes(
                        layout == MailLayout.CONVERTED ? JavaEeClass::of : UnaryOperator.identity(),
                        LayoutProbe.class,
                        InjectedProbe.class,
                        ThreadsProbe.class,
                        OwnListener.class,
                        Causes.class,
                        OwnMail.class,
                        OwnDocument.class,
                        OwnDocumentHandler.class,
                        OwnSource.class,
                        OwnProvider.class,
                        OwnStore.class)
                .text("WEB-INF/classes/META-INF/mailcap", mailcap(OwnMail.OF_MAILCAP))
                .text("WEB-INF/classes/META-INF/jakarta.mailcap", mailcap(OwnMail.OF_JAKARTA_MAILCAP))
                .text(
                        "WEB-INF/classes/META-INF/services/" + (layout == MailLayout.CONVERTED ? "javax" : "jakarta")
                                + ".mail.Provider",
                        OwnProvider.class.getName() + "\n");
        return layout.addTo(app, install);
    }

    /** Makes one with a library that sends by {@code javax.mail}, and has nothing to do with the server. */
    public static WebApp withLibraryOfJavaEe(String name, TomcatInstall install) throws IOException {
        WebApp app = WebApp.named(name)
                .classes(LegacyProbe.class, Causes.class)
                .classes(JavaEeClass::ofLibrary, OwnMail.class, OwnDocument.class, OwnSource.class);
        return MailLayout.UNCONVERTED.addTo(app, install);
    }

    private static String mailcap(String type) {
        return type + ";; x-java-content-handler=" + OwnDocumentHandler.class.getName() + "\n";
    }
}
