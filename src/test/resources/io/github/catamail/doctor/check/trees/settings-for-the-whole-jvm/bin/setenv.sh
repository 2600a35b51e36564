#!/bin/sh
# CATALINA_OPTS="-Dmail.smtp.host=not.this.one"
CATALINA_OPTS="$CATALINA_OPTS -Dmail.smtp.host=smtp.example.com -Dmail.mime.charset=UTF-8"
CATALINA_OPTS="$CATALINA_OPTS -Djavax.net.ssl.trustStore=$CATALINA_BASE/conf/ca.p12 -Djavax.net.ssl.trustStorePassword=changeit"
CATALINA_OPTS="$CATALINA_OPTS -Djavax.net.ssl.keyStore=/etc/client.p12"
