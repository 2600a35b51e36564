package io.github.catamail.doctor.check;

import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Problems;
import io.github.catamail.config.SettingsParser;
import io.github.catamail.config.StoreSettings;
import io.github.catamail.config.Topic;
import io.github.catamail.doctor.tree.MailDeclaration;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.session.SessionLine;
import io.github.catamail.tls.CertificateSummary;
import io.github.catamail.tls.TlsContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the attributes of each mail session, and the files that they name, as Catamail does when the session is made. */
final class SettingsCheck implements Check {
    private static final String NONE = "no session can be made of it, see below";
    private static final Duration SOON = Duration.ofDays(30);
    private static final DateTimeFormatter DATE = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final List<SessionSummary> sessions = new ArrayList<>();

    SettingsCheck(Clock clock) {
        this.clock = clock;
    }

    /** Returns what was seen of the sessions; to be called after the check. */
    List<SessionSummary> sessions() {
        return List.copyOf(sessions);
    }

    @Override
    public void run(TomcatTree tree, Findings findings) {
        for (MailDeclaration session : tree.mailSessions()) {
            sessions.add(new SessionSummary(
                    session.name(),
                    session.place().toString(),
                    session.isGlobal(),
                    session.isOurs() ? check(session, tree, findings) : wordsOfOthers(session),
                    session.users().stream()
                            .map(user -> user.name().equals(session.name())
                                    ? user.application()
                                    : user.application() + " as " + user.name())
                            .toList()));
        }
    }

    private String check(MailDeclaration session, TomcatTree tree, Findings findings) {
        Problems problems = new Problems(session.name());
        MailSettings settings = SettingsParser.read(
                session.attributes(), tree.installation().base(), session.strictByDefault(), problems);
        TlsContext tls = TlsContext.load(settings.tls(), problems, clock);
        boolean mayHaveMore = tree.readsEnvironment()
                && session.attributes().values().stream().anyMatch(text -> text.contains("${"));
        findings.add(
                session.place(),
                problems,
                mayHaveMore
                        ? "if the variables are set in the environment of Tomcat, set them for this command too"
                        : "");
        if (tls != null) {
            warnOfExpiry(session, settings.tls().truststore(), tls.trusted(), findings);
            warnOfExpiry(session, settings.tls().keystore(), tls.own(), findings);
        }
        return tls == null || problems.hasErrors() || !session.hasRightType() ? NONE : SessionLine.words(settings, tls);
    }

    private void warnOfExpiry(
            MailDeclaration session,
            @Nullable StoreSettings store,
            List<CertificateSummary> certificates,
            Findings findings) {
        Instant now = clock.instant();
        for (CertificateSummary certificate : certificates) {
            Duration left = Duration.between(now, certificate.notAfter());
            if (store != null && !left.isNegative() && left.compareTo(SOON) < 0) {
                findings.warning(
                        Topic.CERTIFICATE_DATES,
                        session.place(),
                        session.name() + ": '" + store.attribute() + "' \"" + store.written()
                                + "\" holds the certificate " + certificate.subject() + ", which expires on "
                                + DATE.format(certificate.notAfter()) + ", in " + days(left),
                        "replace it before that day");
            }
        }
    }

    private static String days(Duration left) {
        return left.toDays() == 1 ? "1 day" : left.toDays() + " days";
    }

    private static String wordsOfOthers(MailDeclaration session) {
        String factory = session.attributes().get("factory");
        if (!session.hasRightType() || FactoryCheck.isMisspelt(factory)) {
            return NONE;
        }
        return factory == null
                ? "made by Tomcat's own factory, since it has no 'factory'"
                : "made by another factory, " + factory;
    }
}
