package io.github.catamail.testing.postfix;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.catamail.testing.TestIdentity;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All files of one Postfix and its Dovecot.
 *
 * <p>Not in a directory of JUnit's: the users that Postfix runs as must get in, and the path of a socket must be short.
 */
record InstanceDirectory(Path path) {
    /** The user and the group "nobody" of every Linux, who get the mail. */
    private static final int NOBODY = 65534;

    static InstanceDirectory create() throws IOException {
        Path path = Files.createTempDirectory("catamail-postfix");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new InstanceDirectory(path);
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Writes every configuration file; the ports are named as the templates name them. */
    void configure(TestIdentity identity, Map<String, String> passwords, Map<String, Integer> ports)
            throws IOException {
        for (String name : List.of("conf", "queue", "data", "dovecot", "mail")) {
            Files.createDirectory(file(name));
        }
        // What looks through the queue at a start has no other rights than this user's, and ends if it cannot write to
        // the log.
        Files.createFile(file("postfix.log"));
        UserPrincipal postfix =
                path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("postfix");
        for (String name : List.of("data", "postfix.log")) {
            Files.setOwner(file(name), postfix);
        }
        Files.setAttribute(file("mail"), "unix:uid", NOBODY);
        Files.setAttribute(file("mail"), "unix:gid", NOBODY);
        identity.writePem(file("server.pem"));
        StringBuilder users = new StringBuilder();
        passwords.forEach((user, password) ->
                users.append(user).append(":{PLAIN}").append(password).append('\n'));
        Files.writeString(file("dovecot/users"), users);
        fill("conf/main.cf", ports);
        fill("conf/master.cf", ports);
        fill("dovecot/dovecot.conf", ports);
    }

    /** Adds lines to a file. */
    void append(String name, String... lines) throws IOException {
        Files.write(file(name), List.of(lines), StandardOpenOption.APPEND);
    }

    private void fill(String name, Map<String, Integer> ports) throws IOException {
        Path file = file(name);
        String text;
        try (InputStream template =
                InstanceDirectory.class.getResourceAsStream(file.getFileName().toString())) {
            text = new String(template.readAllBytes(), UTF_8).replace("@directory@", path.toString());
        }
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            text = text.replace("@" + port.getKey() + "@", port.getValue().toString());
        }
        Files.writeString(file, text);
    }

    /** Returns the text of a file, or nothing if it is not there yet. */
    String text(String name) throws IOException {
        return Files.exists(file(name)) ? Files.readString(file(name)) : "";
    }

    boolean hasFiles(String name) throws IOException {
        try (Stream<Path> files = Files.list(file(name))) {
            return files.anyMatch(InstanceDirectory::isComplete);
        }
    }

    /** Postfix makes a queue file executable when the message is whole; what it was stopped in the middle of stays behind. */
    private static boolean isComplete(Path queued) {
        try {
            return Files.getPosixFilePermissions(queued).contains(PosixFilePermission.OWNER_EXECUTE);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Returns what the processes have said. */
    String everythingSaid() throws IOException {
        return "--- console\n" + text("console.log") + "--- Dovecot\n" + text("dovecot.log") + "--- Postfix\n"
                + text("postfix.log");
    }

    /** Returns the delivered messages. */
    List<String> mail() throws IOException {
        Path inbox = file("mail/inbox/new");
        if (!Files.exists(inbox)) {
            return List.of();
        }
        List<String> mail = new ArrayList<>();
        try (Stream<Path> messages = Files.list(inbox)) {
            for (Path message : messages.toList()) {
                mail.add(Files.readString(message));
            }
        }
        return mail;
    }

    void delete() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
