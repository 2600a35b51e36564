package io.github.catamail.doctor.certificate;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Severity;
import io.github.catamail.config.Topic;
import io.github.catamail.report.Finding;
import org.jspecify.annotations.Nullable;

/** No certificate could be had, and why. */
final class FetchFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Topic topic;
    private final String what;
    private final String cure;
    private final @Nullable ConnectionSecurity promising;
    private final boolean vague;

    private FetchFailure(
            Topic topic,
            String what,
            String cure,
            @Nullable ConnectionSecurity promising,
            boolean vague,
            @Nullable Throwable cause) {
        super(what, cause);
        this.topic = topic;
        this.what = what;
        this.cure = cure;
        this.promising = promising;
        this.vague = vague;
    }

    FetchFailure(Topic topic, String what, String cure, @Nullable Throwable cause) {
        this(topic, what, cure, null, false, cause);
    }

    FetchFailure(Topic topic, String what, String cure) {
        this(topic, what, cure, null);
    }

    /** Returns the same failure, which is a sign that the server begins TLS in this other way. */
    FetchFailure promising(ConnectionSecurity other) {
        return new FetchFailure(topic, what, cure, other, vague, getCause());
    }

    /** Returns the same failure, which says so little that one of another try may say more. */
    FetchFailure vaguely() {
        return new FetchFailure(topic, what, cure, promising, true, getCause());
    }

    /** Returns the same failure with more on what is so. */
    FetchFailure adding(String more) {
        return new FetchFailure(topic, what + more, cure, promising, vague, getCause());
    }

    /** Returns the same failure with more on what to do. */
    FetchFailure advising(String more) {
        return new FetchFailure(topic, what, cure + more, promising, vague, getCause());
    }

    Topic topic() {
        return topic;
    }

    String what() {
        return what;
    }

    @Nullable ConnectionSecurity promising() {
        return promising;
    }

    boolean isVague() {
        return vague;
    }

    Finding finding(String where) {
        return new Finding(Severity.ERROR, topic, where, what, cure);
    }
}
