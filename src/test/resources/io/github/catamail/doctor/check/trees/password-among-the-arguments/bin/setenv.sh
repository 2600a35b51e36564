CATALINA_OPTS="-Dmail.password=secret"
