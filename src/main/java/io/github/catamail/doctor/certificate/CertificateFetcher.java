package io.github.catamail.doctor.certificate;

import io.github.catamail.config.Severity;
import io.github.catamail.report.Finding;
import io.github.catamail.report.Report;
import io.github.catamail.report.Step.Outcome;
import io.github.catamail.smtp.NameService;
import io.github.catamail.time.SystemClock;
import io.github.catamail.time.Ticker;
import io.github.catamail.tls.ServerInspection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the certificates of a mail server. It never logs in and sends no mail: the connection ends with the handshake. What
 * it sees is what somebody shows on this network, and proves nothing before a fingerprint has been compared.
 *
 * <p>Safe for use by several threads.
 */
public final class CertificateFetcher {
    private final Ticker ticker;
    private final Clock clock;
    private final NameService names;
    private final UsualPorts usualPorts;

    /** Makes one for this machine. */
    public CertificateFetcher() {
        this(Ticker.system(), SystemClock.utc(), NameService.ofMachine(), UsualPorts.ofMail());
    }

    CertificateFetcher(Ticker ticker, Clock clock, NameService names, UsualPorts usualPorts) {
        this.ticker = ticker;
        this.clock = clock;
        this.names = names;
        this.usualPorts = usualPorts;
    }

    /**
     * Connects, and says what there is to know. It takes a few times as long as the time-outs of the request, at most.
     *
     * @return what was seen, also if that is nothing: then the report says why
     */
    public FetchedChain fetch(CertificateRequest request) {
        Journal journal = new Journal(ticker);
        try {
            Dial dial = new Dial(request, ticker, names, usualPorts);
            return judge(request, journal, new Visit(request, dial, journal, clock).make());
        } catch (FetchFailure failure) {
            return new FetchedChain(
                    request,
                    new Report(request.address(), journal.steps(), List.of(failure.finding(request.address()))),
                    List.of(),
                    /* trusted= */ false,
                    null,
                    null,
                    null,
                    null);
        }
    }

    private FetchedChain judge(CertificateRequest request, Journal journal, Visit.Sight sight) {
        ServerInspection seen = sight.certificates();
        Judgement judgement = new Judgement(request, seen, clock);
        Recommendation recommendation = judgement.recommendation();
        List<Finding> findings = judgement.findings(recommendation);
        journal.note("certificates", outcome(findings), describe(judgement, recommendation));
        return new FetchedChain(
                request,
                new Report(request.address(), journal.steps(), findings),
                judgement.chain().presented(),
                judgement.isTrustedByJvm(),
                recommendation,
                judgement.serverName(),
                sight.security(),
                sight.protocol());
    }

    private static Outcome outcome(List<Finding> findings) {
        if (findings.isEmpty()) {
            return Outcome.OK;
        }
        return findings.get(0).severity() == Severity.ERROR ? Outcome.FAILED : Outcome.WARNING;
    }

    private static List<String> describe(Judgement judgement, @Nullable Recommendation recommendation) {
        List<String> details = new ArrayList<>();
        int count = judgement.chain().presented().size();
        details.add(count == 1 ? "the server sends 1 certificate" : "the server sends " + count + " certificates");
        if (judgement.isTrustedByJvm()) {
            details.add("no trust store is needed: this JVM trusts the authority that issued them");
        } else if (recommendation != null) {
            details.add("certificate " + recommendation.certificate().number() + " is the one to trust");
        }
        return details;
    }
}
