CATALINA_OPTS="-Djavax.mail.Session.Factory=io.github.catamail.MailSessionFactory"
