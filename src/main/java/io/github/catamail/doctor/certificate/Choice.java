package io.github.catamail.doctor.certificate;

import io.github.catamail.doctor.certificate.PresentedCertificate.Role;
import io.github.catamail.tls.ServerInspection;
import io.github.catamail.tls.UntrustedServerException;
import io.github.catamail.tls.UntrustedServerException.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the certificate to trust: as high in the chain as there is one with which the server would be trusted. */
final class Choice {
    private final ServerInspection seen;
    private final Chain chain;
    private final @Nullable String serverName;

    /**
     * Makes one.
     *
     * @param serverName the name to ask for in TLS, if the certificate is not for the host
     */
    Choice(ServerInspection seen, Chain chain, @Nullable String serverName) {
        this.seen = seen;
        this.chain = chain;
        this.serverName = serverName;
    }

    /** Returns the best, or the one of this number. */
    Recommendation make(@Nullable Integer number) {
        return number == null ? best() : recommend(chain.presented().get(number - 1));
    }

    private Recommendation best() {
        List<PresentedCertificate> fromTheTop = new ArrayList<>(chain.path());
        Collections.reverse(fromTheTop);
        for (PresentedCertificate candidate : fromTheTop) {
            // What is only out of date is cured on the server. Then the highest is still the right one.
            if (isTrusted(candidate) || isOutOfDate(seen.refusalTrusting(candidate.certificate()))) {
                return recommend(candidate);
            }
        }
        return recommend(chain.highest());
    }

    private boolean isTrusted(PresentedCertificate candidate) {
        UntrustedServerException refusal = seen.refusalTrusting(candidate.certificate());
        return refusal == null || refusal.reason() == Reason.NAME_MISMATCH;
    }

    private static boolean isOutOfDate(@Nullable UntrustedServerException refusal) {
        return refusal != null && (refusal.reason() == Reason.EXPIRED || refusal.reason() == Reason.NOT_YET_VALID);
    }

    private Recommendation recommend(PresentedCertificate chosen) {
        UntrustedServerException refusal = seen.refusalTrusting(chosen.certificate());
        boolean works = refusal == null || (refusal.reason() == Reason.NAME_MISMATCH && serverName != null);
        String end = Chain.day(chosen.summary().notAfter());
        if (chosen.role() == Role.ROOT) {
            return new Recommendation(
                    chosen,
                    works,
                    "It is the root of the server's chain.",
                    "With it, all servers of this authority are trusted until " + end
                            + ", also when they get new certificates.");
        } else if (chosen.role() == Role.ISSUER) {
            return new Recommendation(
                    chosen,
                    works,
                    "It is the certificate of the authority that is the highest in what the server sends; the root is not"
                            + " among it.",
                    "When the authority gets a new one, at the latest on " + end
                            + ", fetch it again. The root, if the authority gives it to you, may last longer.");
        } else if (chosen.role() == Role.UNRELATED) {
            return new Recommendation(
                    chosen,
                    works,
                    "The server sends it, and it is not of its chain.",
                    "It is of no use for this server.");
        }
        return new Recommendation(chosen, works, serverReason(), serverConsequence(end));
    }

    private String serverReason() {
        if (chain.isSelfSigned()) {
            return "It is the server's own certificate, which signs itself.";
        }
        return chain.path().size() > 1
                ? "It is the server's own certificate."
                : "It is the server's own certificate, because the server sends no other of its chain.";
    }

    private String serverConsequence(String end) {
        String until = "It is good for this one server, until the server gets a new one: then no mail is sent until you"
                + " have fetched that. This one ends on " + end + ".";
        return chain.isIncomplete()
                ? until + " The certificate of its issuer, "
                        + chain.server().summary().issuer() + ", would last longer: ask the authority for it."
                : until;
    }
}
