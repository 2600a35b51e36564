package io.github.catamail.cli;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.DurationText;
import io.github.catamail.config.Severity;
import io.github.catamail.config.StoreType;
import io.github.catamail.config.Topic;
import io.github.catamail.doctor.certificate.CertificateFetcher;
import io.github.catamail.doctor.certificate.CertificateRequest;
import io.github.catamail.doctor.certificate.FetchedChain;
import io.github.catamail.doctor.certificate.MailProtocol;
import io.github.catamail.doctor.certificate.Recommendation;
import io.github.catamail.doctor.certificate.ResourceAttributes;
import io.github.catamail.doctor.certificate.TrustFile;
import io.github.catamail.doctor.certificate.TrustFileException;
import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import io.github.catamail.secret.Secret;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code catamail fetch-cert}: shows the certificates of a server, and stores the one to trust. */
@Command(
        name = "fetch-cert",
        description = {
            "Shows the certificates that a mail server sends, says what is wrong with them, and writes the one to trust into"
                    + " a file for 'truststoreFile'.",
            "",
            "What it shows is what somebody shows on this network. Compare the SHA-256 fingerprint with the people who run"
                    + " the server, by another way, before you trust it."
        },
        footer = {
            "Examples:",
            "  catamail.sh fetch-cert mail.example.com:465",
            "  catamail.sh fetch-cert mail.example.com:587 --out conf/mail-ca.pem",
            "  catamail.sh fetch-cert 10.0.0.25:465 --tls-server-name mail.example.com",
            "  catamail.sh fetch-cert imap.example.com:143 --out conf/mail-ca.p12 --add",
        })
final class FetchCertCommand extends Subcommand {
    @Parameters(
            paramLabel = "HOST:PORT",
            description = "The server, such as mail.example.com:465; an address of IPv6 is in brackets.")
    private String server = "";

    @Option(names = "--starttls", description = "Begin in clear and go on with STARTTLS, whatever the port.")
    private boolean starttls;

    @Option(names = "--implicit", description = "Begin with TLS from the first byte, whatever the port.")
    private boolean implicit;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description = "smtp, imap or pop3. Mostly the port and the greeting of the server say it.")
    private @Nullable MailProtocol protocol;

    @Option(
            names = "--tls-server-name",
            paramLabel = "NAME",
            description = "Ask for this name, and check the certificate against it, instead of the host.")
    private @Nullable String serverName;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description =
                    "Write the certificate to trust into this file, such as conf/ca.pem, or conf/ca.p12 with a password;"
                            + " conf may be that of CATALINA_BASE.")
    private @Nullable Path out;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "PKCS12 or PEM, where the ending of the file does not say it.")
    private @Nullable StoreType type;

    @Option(
            names = "--certificate",
            paramLabel = "NUMBER",
            description =
                    "Write this one of the certificates, 1 for the server's own, and not the one that is advised.")
    private @Nullable Integer number;

    @Option(names = "--add", description = "Add to the file if it exists.")
    private boolean add;

    @Option(names = "--force", description = "Overwrite the file if it exists.")
    private boolean force;

    @Option(names = "--yes", description = "Write without asking, because the fingerprint has been compared.")
    private boolean yes;

    @Mixin
    private SecretOptions secrets = new SecretOptions();

    @Option(
            names = "--connect-timeout",
            paramLabel = "TIME",
            defaultValue = "10s",
            description = "How long to wait for a connection. Default: 10s.")
    private String connectTimeout = "10s";

    @Option(
            names = "--read-timeout",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "How long to wait for each reply. Default: 30s.")
    private String readTimeout = "30s";

    private final CertificateFetcher fetcher = new CertificateFetcher();

    FetchCertCommand(Catamail catamail) {
        super(catamail);
    }

    @Override
    public Integer call() throws WrongUsageException, IOException {
        CertificateRequest request = request();
        TrustFile file = file();
        catamail().screen().progress("Connecting to " + server + " ...");
        FetchedChain chain = fetcher.fetch(request);
        Results results = catamail().results("fetch-cert");
        results.add(chain.report());
        ChainFacts.of(chain, results);
        ChainText text = new ChainText(catamail().screen(), results);
        text.certificates(chain);
        boolean stored = file != null && store(chain, file, text, results);
        attributes(chain, stored ? file : null, text, results);
        return results.finish();
    }

    private CertificateRequest request() throws WrongUsageException {
        if (starttls && implicit) {
            throw new WrongUsageException("--starttls and --implicit exclude each other");
        }
        try {
            return CertificateRequest.to(server)
                    .speaking(protocol)
                    .secured(starttls ? ConnectionSecurity.STARTTLS : implicit ? ConnectionSecurity.IMPLICIT_TLS : null)
                    .named(serverName)
                    .choosing(number)
                    .within(duration("--connect-timeout", connectTimeout), duration("--read-timeout", readTimeout));
        } catch (IllegalArgumentException wrong) {
            throw new WrongUsageException(String.valueOf(wrong.getMessage()));
        }
    }

    private static Duration duration(String option, String text) throws WrongUsageException {
        Duration duration = DurationText.parse(text);
        if (duration == null || !DurationText.isBounded(duration)) {
            throw new WrongUsageException(option + " is \"" + text + "\": write a time such as 500ms, 10s or 2m");
        }
        return duration;
    }

    /** Returns where to write to, once it is clear that nothing but the server can be in the way. */
    private @Nullable TrustFile file() throws WrongUsageException {
        if (out == null) {
            if (add || force || yes || type != null) {
                throw new WrongUsageException("--add, --force, --yes and --type go with --out");
            }
            return null;
        }
        if (add && force) {
            throw new WrongUsageException("--add and --force exclude each other");
        }
        boolean somebody = catamail().surroundings().keyboard().isThere();
        if (!yes && !somebody) {
            throw new WrongUsageException(
                    "there is no terminal to ask on: look at the certificates without --out first,"
                            + " compare the fingerprint, then add --yes");
        }
        try {
            TrustFile file = TrustFile.of(catamail().foundDirectory(out), type);
            if (file.exists() && !add && !force && !somebody) {
                throw new WrongUsageException(
                        "\"" + out + "\" exists: use --add to add to it, or --force to overwrite it");
            }
            return file;
        } catch (IllegalArgumentException wrong) {
            throw new WrongUsageException(String.valueOf(wrong.getMessage()));
        }
    }

    private boolean store(FetchedChain chain, TrustFile file, ChainText text, Results results)
            throws WrongUsageException, IOException {
        Recommendation chosen = chain.recommendation();
        if (chosen == null) {
            if (!chain.certificates().isEmpty()) {
                text.paragraph(
                        "Nothing is written, because no trust store is needed. To have one all the same, choose a"
                                + " certificate with --certificate.");
            }
            return false;
        }
        TrustFile.IfExists ifExists = ifExists(file);
        String what = "certificate " + chosen.certificate().number() + ", "
                + chosen.certificate().summary().subject();
        if (ifExists == null || !(yes || agrees("Trust " + what + ", and write it into " + file.path()))) {
            text.paragraph("Nothing was written.");
            return false;
        }
        try {
            Secret password = file.hasPassword() ? password(file, ifExists) : null;
            TrustFile.Outcome outcome = file.write(chosen.certificate().certificate(), password, ifExists);
            results.fact("file", file.path().toString());
            results.fact("written", outcome != TrustFile.Outcome.ALREADY_THERE);
            text.paragraph(sentence(outcome, what, file));
            return true;
        } catch (TrustFileException unwritten) {
            Finding finding = new Finding(
                    Severity.ERROR, Topic.TLS_FILE, file.path().toString(), String.valueOf(unwritten.getMessage()), "");
            results.add(new Report(file.path().toString(), List.of(), List.of(finding)));
            return false;
        }
    }

    /** Returns what to do if the file is there; null if nothing is to be done. */
    private TrustFile.@Nullable IfExists ifExists(TrustFile file) throws WrongUsageException {
        if (add || force || !file.exists()) {
            return add ? TrustFile.IfExists.ADD : force ? TrustFile.IfExists.REPLACE : TrustFile.IfExists.REFUSE;
        }
        return agrees(file.path() + " exists. Add the certificate to it") ? TrustFile.IfExists.ADD : null;
    }

    private boolean agrees(String question) throws WrongUsageException {
        catamail().screen().endProgress();
        return catamail().prompt().agrees(question, "use --yes, and --add or --force if the file exists");
    }

    /** Asks twice for the password of a new file, as nobody sees what is typed. */
    private Secret password(TrustFile file, TrustFile.IfExists ifExists) throws WrongUsageException, IOException {
        String what = "password of " + file.path();
        Secret given = secrets.secret(catamail(), what);
        if (given != null) {
            return given;
        }
        Secret typed = secrets.ask(catamail(), what);
        boolean open = ifExists == TrustFile.IfExists.ADD && file.exists();
        if (!open && !typed.equals(secrets.ask(catamail(), what + " once more"))) {
            throw new WrongUsageException("the two passwords differ: nothing was written");
        }
        return typed;
    }

    private static String sentence(TrustFile.Outcome outcome, String what, TrustFile file) {
        return switch (outcome) {
            case WRITTEN -> "Wrote " + what + ", to " + file.path() + ".";
            case ADDED -> "Added " + what + ", to " + file.path() + ".";
            case ALREADY_THERE -> file.path() + " holds " + what + ", already, and was left as it is.";
        };
    }

    private void attributes(FetchedChain chain, @Nullable TrustFile stored, ChainText text, Results results) {
        if (chain.certificates().isEmpty()) {
            return;
        }
        if (chain.recommendation() != null && stored == null) {
            Path base = catamail().surroundings().catalinaBase();
            Path example = Path.of("conf", "mail-ca.pem");
            text.paragraph("To store it, and to be told what to add to the <Resource>: the same command with --out "
                    + (base == null ? example : base.resolve(example)) + " (or .p12, with a password).");
            return;
        }
        ResourceAttributes attributes =
                ResourceAttributes.of(chain, stored, catamail().surroundings().catalinaBase());
        results.fact("attributes", attributes.values());
        text.attributes(chain, attributes);
    }
}
