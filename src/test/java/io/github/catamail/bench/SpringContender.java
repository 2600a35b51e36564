package io.github.catamail.bench;

import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Spring, which opens a connection for each call of {@code send}. */
final class SpringContender implements Contender {
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final String[] recipients;

    SpringContender(Target target) {
        recipients = target.addresses().toArray(String[]::new);
        sender.setHost(Target.HOST);
        sender.setPort(target.port());
        sender.getJavaMailProperties().putAll(target.properties());
        if (target.login()) {
            sender.setUsername(Target.USER);
            sender.setPassword(Target.PASSWORD);
        }
    }

    @Override
    public void send() throws Exception {
        MimeMessageHelper message = new MimeMessageHelper(sender.createMimeMessage(), "UTF-8");
        message.setFrom(Letter.FROM);
        message.setTo(recipients);
        message.setSubject(Letter.SUBJECT);
        message.setText(Letter.TEXT);
        sender.send(message.getMimeMessage());
    }
}
