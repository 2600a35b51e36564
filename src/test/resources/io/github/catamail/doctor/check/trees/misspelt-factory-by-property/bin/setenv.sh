CATALINA_OPTS="-Djakarta.mail.Session.Factory=io.github.catamail.MailFactory"
