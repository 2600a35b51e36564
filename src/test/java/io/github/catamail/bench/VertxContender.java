package io.github.catamail.bench;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.vertx.ext.mail.MailResult;
import io.vertx.ext.mail.StartTLSOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The mail client of Vert.x, whose answers are waited for. */
final class VertxContender implements Contender {
    private static final int PATIENCE_SECONDS = 30;

    private final Vertx vertx = Vertx.vertx();
    /** All of it on one event loop: asked by several threads, each with a loop of its own, it loses a message now and then. */
    private final Context context = vertx.getOrCreateContext();

    private final MailClient client;
    private final List<String> recipients;

    VertxContender(Target target) {
        recipients = target.addresses();
        MailConfig config = new MailConfig()
                .setHostname(Target.HOST)
                .setPort(target.port())
                .setMaxPoolSize(target.connections())
                .setStarttls(target.login() ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
                .setLogin(target.login() ? LoginOption.REQUIRED : LoginOption.DISABLED);
        if (target.login()) {
            config.setUsername(Target.USER).setPassword(Target.PASSWORD);
        }
        client = MailClient.create(vertx, config);
    }

    @Override
    public void send() throws Exception {
        MailMessage message = new MailMessage()
                .setFrom(Letter.FROM)
                .setTo(recipients)
                .setSubject(Letter.SUBJECT)
                .setText(Letter.TEXT);
        CompletableFuture<MailResult> sent = new CompletableFuture<>();
        context.runOnContext(
                begin -> client.sendMail(message).onSuccess(sent::complete).onFailure(sent::completeExceptionally));
        sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
