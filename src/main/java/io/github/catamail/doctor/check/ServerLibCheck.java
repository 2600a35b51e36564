package io.github.catamail.doctor.check;

import io.github.catamail.config.Problem;
import io.github.catamail.config.Problems;
import io.github.catamail.config.Topic;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.report.Finding;
import io.github.catamail.scan.BundledMail;
import io.github.catamail.scan.DiskFiles;
import io.github.catamail.scan.MailPiece;
import io.github.catamail.scan.MailScan;
import io.github.catamail.scan.ServerLib;
import io.github.catamail.session.MailSessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Checks the mail jars in the server's {@code lib}: all of them there, new enough, and once. */
final class ServerLibCheck implements Check {
    private static final String LIB = "lib";

    @Override
    public void run(TomcatTree tree, Findings findings) {
        DiskFiles files = DiskFiles.of(tree.lib());
        files.unreadable()
                .forEach(jar -> findings.warning(
                        Topic.UNREADABLE_FILE,
                        tree.installation().shown(Path.of(jar.path())),
                        "this jar is damaged or may not be read, and Tomcat passes over it",
                        "copy it there again"));
        BundledMail mail = MailScan.of(files);
        boolean isInstalled = mail.pieces().contains(MailPiece.CATAMAIL);
        if (!isInstalled && isWanted(tree)) {
            findings.error(
                    Topic.WRONG_JARS,
                    LIB,
                    "Catamail itself is missing in the server's lib",
                    "unzip the Catamail overlay over the directory of this Tomcat again");
        }
        if (isInstalled || (isWanted(tree) && !mail.isEmpty())) {
            checkPieces(tree, findings);
        }
        addDuplicates(mail, findings);
    }

    /** Checks only whether any of them is there twice. */
    static void checkDuplicates(TomcatTree tree, Findings findings) {
        addDuplicates(MailScan.of(DiskFiles.of(tree.lib())), findings);
    }

    private static void addDuplicates(BundledMail mail, Findings findings) {
        Problem duplicates = new ServerLib(mail).problem();
        if (duplicates != null) {
            findings.add(Finding.of(LIB, duplicates));
        }
    }

    private static boolean isWanted(TomcatTree tree) {
        return tree.mailSessions().stream().anyMatch(session -> session.isOurs())
                || tree.listeners().stream()
                        .anyMatch(listener -> listener.className().equals(Sharing.LISTENER));
    }

    private static void checkPieces(TomcatTree tree, Findings findings) {
        Problems problems = new Problems(LIB);
        URL[] urls = tree.lib().stream().map(ServerLibCheck::url).toArray(URL[]::new);
        // Nothing of it is run: classes are found, and that is all.
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            MailSessions.checkServer(loader, problems);
        } catch (IOException unclosed) {
            throw new UncheckedIOException(unclosed);
        }
        problems.errors().forEach(problem -> findings.add(Finding.of(LIB, problem)));
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
