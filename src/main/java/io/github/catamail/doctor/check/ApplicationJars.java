package io.github.catamail.doctor.check;

import io.github.catamail.config.Topic;
import io.github.catamail.doctor.tree.Application;
import io.github.catamail.doctor.tree.Declaration;
import io.github.catamail.doctor.tree.TomcatTree;
import io.github.catamail.report.Finding;
import io.github.catamail.scan.BundledMail;
import io.github.catamail.scan.ClassLocation;
import io.github.catamail.scan.ClassOrder;
import io.github.catamail.scan.DiskFiles;
import io.github.catamail.scan.MailPiece;
import io.github.catamail.scan.MailReport;
import io.github.catamail.scan.MailScan;
import java.nio.file.Path;
import java.util.List;

/** Looks at the mail classes that applications bring, and says of them what Tomcat's log would say at their start. */
final class ApplicationJars implements Check {
    private final List<String> notes;

    /**
     * Makes the check.
     *
     * @param notes takes what is harmless
     */
    ApplicationJars(List<String> notes) {
        this.notes = notes;
    }

    @Override
    public void run(TomcatTree tree, Findings findings) {
        Sharing sharing = Sharing.of(tree);
        boolean serverHasMail = MailScan.of(DiskFiles.of(tree.lib())).pieces().contains(MailPiece.MAIL_API);
        for (Application application : tree.applications()) {
            Path files = application.files();
            if (files != null) {
                check(application, files, sharing.orderOf(application), serverHasMail, tree, findings);
            }
        }
    }

    private void check(
            Application application,
            Path path,
            ClassOrder order,
            boolean serverHasMail,
            TomcatTree tree,
            Findings findings) {
        String where = tree.installation().shown(path);
        DiskFiles files = DiskFiles.ofApplication(path);
        for (ClassLocation jar : files.unreadable()) {
            if (jar.path().equals(path.toString().replace('\\', '/'))) {
                // The archive itself, of which that has been said.
                return;
            }
            findings.warning(
                    Topic.UNREADABLE_FILE,
                    where,
                    jar.name() + " is damaged or may not be read, so that it is not known whether it has mail classes",
                    "copy it there again");
        }
        BundledMail found = MailScan.of(files);
        BundledMail bundled = application.isConverted() ? found.afterConversion() : found;
        // If the server has no mail classes, that is said in other words.
        if (bundled.isEmpty() || !serverHasMail) {
            return;
        }
        MailReport report = new MailReport(
                application.name(),
                bundled,
                order,
                hasSession(application, tree),
                bundled.pieces().contains(MailPiece.CATAMAIL) && !order.sharesMail() && !order.delegates());
        if (report.isWarning()) {
            findings.add(Finding.of(where, report.problem()));
        } else {
            notes.add(report.text());
        }
    }

    private static boolean hasSession(Application application, TomcatTree tree) {
        return application.names().declarations().stream().anyMatch(declaration -> {
            Declaration resource = tree.behind(declaration);
            return resource != null && resource.isMail() && tree.isOurs(resource);
        });
    }
}
