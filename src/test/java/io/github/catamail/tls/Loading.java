package io.github.catamail.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.catamail.config.Problem;
import io.github.catamail.config.Problems;
import io.github.catamail.config.StoreSettings;
import io.github.catamail.config.StoreType;
import io.github.catamail.config.TlsSettings;
import io.github.catamail.config.TruststoreMode;
import io.github.catamail.secret.Secret;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Settings for one load of a context, all of them absent until given. */
final class Loading {
    private @Nullable StoreSettings truststore;
    private TruststoreMode mode = TruststoreMode.REPLACE;
    private @Nullable StoreSettings keystore;
    private @Nullable String keyAlias;
    private @Nullable String serverName;
    private List<String> protocols = List.of();
    private List<String> cipherSuites = List.of();
    private boolean verifyHostname = true;
    private Clock clock = Clock.systemUTC();
    private final Problems problems = new Problems("mail/Session");

    static Loading trusting(Path file) {
        return trusting(file, null);
    }

    static Loading trusting(Path file, @Nullable String password) {
        return trusting(file, password, null);
    }

    static Loading trusting(Path file, @Nullable String password, @Nullable StoreType type) {
        Loading loading = new Loading();
        loading.truststore = store("truststoreFile", file, password, type);
        return loading;
    }

    Loading addedToJvm() {
        mode = TruststoreMode.ADD;
        return this;
    }

    Loading key(Path file) {
        return key(file, null);
    }

    Loading key(Path file, @Nullable String password) {
        keystore = store("keystoreFile", file, password, null);
        return this;
    }

    Loading key(Path file, String password, StoreType type) {
        keystore = store("keystoreFile", file, password, type);
        return this;
    }

    Loading alias(String alias) {
        keyAlias = alias;
        return this;
    }

    Loading serverName(String name) {
        serverName = name;
        return this;
    }

    Loading protocols(String... names) {
        protocols = List.of(names);
        return this;
    }

    Loading cipherSuites(String... names) {
        cipherSuites = List.of(names);
        return this;
    }

    Loading withoutHostnameCheck() {
        verifyHostname = false;
        return this;
    }

    Loading at(Clock time) {
        clock = time;
        return this;
    }

    /** Loads and expects neither errors nor warnings. */
    TlsContext load() {
        TlsContext context = loadAnyhow();
        assertThat(problems.warnings()).isEmpty();
        return context;
    }

    /** Loads and expects no errors. */
    TlsContext loadAnyhow() {
        TlsContext context = TlsContext.load(settings(), problems, clock);
        assertThat(problems.errors()).isEmpty();
        if (context == null) {
            throw new AssertionError("no context, and no error either");
        }
        return context;
    }

    /** Loads, expects warnings only, and returns them with their topics. */
    List<String> warnings() {
        loadAnyhow();
        return problems.warnings().stream().map(Problem::toString).toList();
    }

    /** Loads, expects nothing but errors, and returns them with their topics. */
    List<String> errors() {
        assertThat(TlsContext.load(settings(), problems, clock)).isNull();
        assertThat(problems.warnings()).isEmpty();
        return problems.errors().stream().map(Problem::toString).toList();
    }

    private TlsSettings settings() {
        return new TlsSettings(
                truststore, mode, keystore, keyAlias, serverName, protocols, cipherSuites, verifyHostname, false);
    }

    private static StoreSettings store(
            String attribute, Path file, @Nullable String password, @Nullable StoreType type) {
        // As written in a file relative to the base directory.
        return new StoreSettings(
                attribute, "conf/" + file.getFileName(), file, type, password == null ? null : Secret.of(password));
    }
}
