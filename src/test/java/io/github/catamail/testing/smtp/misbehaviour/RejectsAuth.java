package io.github.catamail.testing.smtp.misbehaviour;

import io.github.catamail.testing.SmtpSink;
import io.github.catamail.testing.smtp.Stage;

/** Refuses every login, with the replies of servers that many people use. It wants one before mail. */
public final class RejectsAuth extends MisbehavingServer {
    private RejectsAuth(SmtpSink.Builder base, String... reply) {
        super(base.requireAuth().reply(Stage.AUTH, reply));
    }

    /** Refuses with these lines. */
    public static RejectsAuth with(String... reply) {
        return with(usual(), reply);
    }

    public static RejectsAuth with(SmtpSink.Builder base, String... reply) {
        return new RejectsAuth(base, reply);
    }

    /** Gmail: wrong, or an account password where only an app password will do. */
    public static RejectsAuth gmailBadCredentials() {
        return with(
                "535-5.7.8 Username and Password not accepted. For more information, go to",
                "535 5.7.8  https://support.google.com/mail/?p=BadCredentials a1-20020a0000000000b0000000000dsm1.1 - gsmtp");
    }

    /** Gmail: 2-step verification is on. */
    public static RejectsAuth gmailAppPasswordRequired() {
        return with(
                "534-5.7.9 Application-specific password required. For more information, go to",
                "534 5.7.9  https://support.google.com/mail/?p=InvalidSecondFactor"
                        + " a1-20020a0000000000b0000000000dsm1.1 - gsmtp");
    }

    /** Microsoft 365: SMTP AUTH is off in the whole organisation. */
    public static RejectsAuth microsoftTenantDisabled() {
        return with("535 5.7.139 Authentication unsuccessful, SmtpClientAuthentication is disabled for the Tenant."
                + " Visit https://aka.ms/smtp_auth_disabled for more information."
                + " [AM0PR01CA0001.eurprd01.prod.outlook.com]");
    }

    /** Microsoft 365: passwords are off, OAuth2 is on. */
    public static RejectsAuth microsoftBasicDisabled() {
        return with("535 5.7.139 Authentication unsuccessful, basic authentication is disabled."
                + " [AM0PR01CA0001.eurprd01.prod.outlook.com]");
    }

    /** Microsoft 365: any other reason. */
    public static RejectsAuth microsoftUnsuccessful() {
        return with("535 5.7.3 Authentication unsuccessful [AM0PR01CA0001.eurprd01.prod.outlook.com]");
    }

    /** Microsoft 365: passwords are gone for good. */
    public static RejectsAuth microsoftBasicGone() {
        return with("550 5.7.30 Basic authentication is not supported for Client Submission.");
    }

    /** Any server whose user database is away: try again later (RFC 4954, 6). */
    public static RejectsAuth temporarily() {
        return with("454 4.7.0 Temporary authentication failure: Connection lost to authentication server");
    }
}
