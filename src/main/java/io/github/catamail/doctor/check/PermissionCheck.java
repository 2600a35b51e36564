package io.github.catamail.doctor.check;

import io.github.catamail.config.Problems;
import io.github.catamail.config.Setting;
import io.github.catamail.config.SettingsParser;
import io.github.catamail.config.StoreSettings;
import io.github.catamail.config.Topic;
import io.github.catamail.doctor.tree.Declaration;
import io.github.catamail.doctor.tree.JvmOption;
import io.github.catamail.doctor.tree.TomcatTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds files with secrets of mail sessions that every user of the machine can read. Says nothing where files have no such
 * permissions, as on Windows.
 */
final class PermissionCheck implements Check {
    /** One with a default has the secret in the file after all. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?:(?!:-)[^}])*}");

    @Override
    public void run(TomcatTree tree, Findings findings) {
        Map<Path, String> files = new LinkedHashMap<>();
        for (Declaration resource : Names.resources(tree)) {
            if (Names.isMeantAsMail(resource)) {
                add(resource, tree, files);
            }
        }
        for (JvmOption option : tree.options()) {
            if (Setting.isSecret(option.name()) && tree.usedVariables().contains(option.name())) {
                files.putIfAbsent(option.place().file(), "a password of a mail session, " + option.name());
            }
        }
        files.forEach((file, what) -> {
            if (isReadableByAll(file)) {
                findings.warning(
                        Topic.READABLE_SECRET,
                        tree.installation().shown(file),
                        "the file has " + what + ", and every user of this machine can read it",
                        "take that right away: chmod o-r " + file);
            }
        });
    }

    private static void add(Declaration resource, TomcatTree tree, Map<Path, String> files) {
        boolean hasSecret = resource.written().entrySet().stream()
                .anyMatch(attribute -> Setting.isSecret(attribute.getKey())
                        && !VARIABLE.matcher(attribute.getValue())
                                .replaceAll("")
                                .isBlank());
        if (hasSecret) {
            files.putIfAbsent(resource.place().file(), "a password of " + resource.name());
        }
        StoreSettings keystore = SettingsParser.read(
                        resource.attributes(),
                        tree.installation().base(),
                        /* strictByDefault= */ false,
                        new Problems(resource.name()))
                .tls()
                .keystore();
        if (keystore != null) {
            files.putIfAbsent(keystore.file(), "the private key of " + resource.name());
        }
        resource.attributes().forEach((name, value) -> {
            Path file = isPasswordFile(name) ? file(tree, value) : null;
            if (file != null) {
                files.putIfAbsent(file, "a password of " + resource.name());
            }
        });
    }

    private static @Nullable Path file(TomcatTree tree, String written) {
        try {
            return tree.installation().base().resolve(written);
        } catch (InvalidPathException nowhere) {
            return null;
        }
    }

    private static boolean isPasswordFile(String attribute) {
        return attribute.toLowerCase(Locale.ROOT).endsWith("passwordfile");
    }

    /** A file that others may read is safe in a directory that they may not enter. */
    private static boolean isReadableByAll(Path file) {
        if (!allows(file, PosixFilePermission.OTHERS_READ)) {
            return false;
        }
        for (Path directory = file.toAbsolutePath().getParent(); directory != null; directory = directory.getParent()) {
            if (!allows(directory, PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    private static boolean allows(Path file, PosixFilePermission permission) {
        try {
            @Nullable PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
            return view != null && view.readAttributes().permissions().contains(permission);
        } catch (IOException missing) {
            return false;
        }
    }
}
