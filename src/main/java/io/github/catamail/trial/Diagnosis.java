package io.github.catamail.trial;

import io.github.catamail.config.ConnectionSecurity;
import io.github.catamail.config.Endpoint;
import io.github.catamail.config.MailSettings;
import io.github.catamail.config.Route;
import io.github.catamail.config.Topic;
import io.github.catamail.smtp.Submission;
import java.util.List;
import java.util.stream.Collectors;

/** Finds out more about a failure by trying what else there might be, so that the cure is one that works. */
final class Diagnosis {
    private static final String ONLY_IF_TRUSTED =
            "; only if the network up to the server can be trusted, set tls=\"none\"";

    private final Submission submission;
    private final MailSettings settings;
    private final Endpoint endpoint;
    private final Recorder recorder;
    private final StepListener listener;
    private final Breaker breaker;
    private final List<Integer> usualPorts;

    Diagnosis(
            Submission submission,
            Endpoint endpoint,
            Recorder recorder,
            StepListener listener,
            Breaker breaker,
            List<Integer> usualPorts) {
        this.submission = submission;
        this.settings = submission.settings();
        this.endpoint = endpoint;
        this.recorder = recorder;
        this.listener = listener;
        this.breaker = breaker;
        this.usualPorts = usualPorts;
    }

    /** Returns a failure with what to do about it, as well as that can be said. */
    Failure of(Failure failure, Part part) {
        boolean noTls = part == Part.STARTTLS && !recorder.facts().offersStarttls();
        if (part == Part.TCP || noTls) {
            return withPorts(failure, part);
        }
        if (failure.topic() == Topic.AUTH_NOT_OFFERED && endpoint.security() == ConnectionSecurity.NONE) {
            return failure.withCure((recorder.facts().offersStarttls()
                            ? "the server offers STARTTLS, and many offer AUTH over TLS only: set tls=\"starttls\""
                            : "it may on a port with TLS, such as 465 or 587")
                    + ". If the server needs no login, remove 'user' and 'password'");
        }
        return withMode(failure, part);
    }

    /** Where TLS or its absence may be the reason, the other way is tried. */
    private Failure withMode(Failure failure, Part part) {
        OtherMode other = new OtherMode(endpoint, isWithLogin());
        ConnectionSecurity instead = other.instead(part, failure.topic(), recorder.facts().spokeSmtp);
        if (instead == null) {
            return failure;
        }
        listener.stepBegins("Other TLS mode");
        long begin = submission.ticker().nanos();
        String advice = other.advice(instead, Probe.of(submission, endpoint, instead, breaker));
        recorder.steps()
                .add(
                        "Other TLS mode",
                        begin,
                        advice == null ? instead + " does not work on port " + endpoint.port() + " either" : advice);
        return advice == null
                ? failure
                : failure.withTopic(Topic.WRONG_TLS_MODE).withCure(advice);
    }

    /** Where nothing answers, or nothing that is protected, it may on another port. */
    private Failure withPorts(Failure failure, Part part) {
        if (settings.route().kind() != Route.Kind.DIRECT
                || recorder.facts().addresses.isEmpty()) {
            return failure;
        }
        listener.stepBegins("Other ports");
        long begin = submission.ticker().nanos();
        OtherPorts others = new OtherPorts(usualPorts, breaker);
        List<Integer> answering = others.answering(recorder.facts().addresses, endpoint.port());
        recorder.steps()
                .add(
                        "Other ports",
                        begin,
                        answering.isEmpty()
                                ? "none of " + others.list() + " answers"
                                : "these answer: "
                                        + answering.stream()
                                                .map(String::valueOf)
                                                .collect(Collectors.joining(", ")));
        return failure.withCure(
                part == Part.STARTTLS ? protectedPort(answering) : otherPort(failure, answering, others));
    }

    private String otherPort(Failure failure, List<Integer> answering, OtherPorts others) {
        if (answering.isEmpty()) {
            return failure.cure() + ". None of the usual ports of " + endpoint.host() + " (" + others.list()
                    + ") answers either, so that 'host' may be the wrong one";
        }
        return OtherPorts.advice(endpoint.host(), answering)
                + (endpoint.port() == 25 ? ". Port 25 is often blocked by providers" : "");
    }

    /** The server speaks SMTP in clear, and nothing else. */
    private String protectedPort(List<Integer> answering) {
        String advice = OtherPorts.advice(endpoint.host(), OtherPorts.withTls(answering));
        return (advice.isEmpty() ? "use a port with TLS, such as 465 or 587" : advice)
                + ONLY_IF_TRUSTED
                + (isWithLogin() ? ", which sends the password in clear" : "");
    }

    private boolean isWithLogin() {
        return settings.authentication().credentials() != null;
    }
}
