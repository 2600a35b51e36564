#!/bin/sh
# Catamail's command: checks, tests and explains the mail configuration of this Tomcat. "catamail.sh --help" says more.
#
# Finds Tomcat as catalina.sh does: CATALINA_HOME is the directory above this one, or what the environment says;
# CATALINA_BASE is the same, or what the environment says; bin/setenv.sh may set JAVA_HOME, JRE_HOME, CATALINA_OPTS and the
# like. The class path is that of the server, so that the very jars are tested that the server uses. CATALINA_OPTS and
# JAVA_OPTS are only looked at, and no options of the JVM started here: a port in them is in use by the server already.
#
# Exit codes: 0 fine, 1 warnings (with --strict), 2 errors found, 64 called in a wrong way, or Tomcat or Java not found,
# 70 a fault of the command itself.

fail() {
  for line in "$@"; do
    echo "catamail: $line" >&2
  done
  exit 64
}

# As setclasspath.sh wants them.
os400=false
darwin=false
cygwin=false
case "$(uname)" in
CYGWIN*) cygwin=true ;;
Darwin*) darwin=true ;;
OS400*) os400=true ;;
esac

# $0 may be a symbolic link.
PRG="$0"
while [ -h "$PRG" ]; do
  ls=$(ls -ld "$PRG")
  link=$(expr "$ls" : '.*-> \(.*\)$')
  if expr "$link" : '/.*' >/dev/null; then
    PRG="$link"
  else
    PRG=$(dirname "$PRG")/"$link"
  fi
done
here=$(cd "$(dirname "$PRG")/.." >/dev/null && pwd) || fail "The directory above $PRG cannot be entered."

# A CATALINA_BASE has no setclasspath.sh: there the overlay was unzipped over it alone.
if [ -r "$here/bin/setclasspath.sh" ]; then
  [ -z "$CATALINA_HOME" ] && CATALINA_HOME="$here"
else
  [ -z "$CATALINA_BASE" ] && CATALINA_BASE="$here"
  [ -z "$CATALINA_HOME" ] && fail \
    "$here has no bin/setclasspath.sh, so that it is a CATALINA_BASE, and CATALINA_HOME is not set." \
    "Set it to the directory that Tomcat itself is in: CATALINA_HOME=/opt/tomcat $0 ..."
fi
[ -z "$CATALINA_BASE" ] && CATALINA_BASE="$CATALINA_HOME"

# Only what setenv.sh puts into it counts, as for Tomcat. What it says must not get between the lines of --json.
CLASSPATH=
if [ -r "$CATALINA_BASE/bin/setenv.sh" ]; then
  . "$CATALINA_BASE/bin/setenv.sh" >&2
elif [ -r "$CATALINA_HOME/bin/setenv.sh" ]; then
  . "$CATALINA_HOME/bin/setenv.sh" >&2
fi

if $cygwin; then
  [ -n "$JAVA_HOME" ] && JAVA_HOME=$(cygpath --unix "$JAVA_HOME")
  [ -n "$JRE_HOME" ] && JRE_HOME=$(cygpath --unix "$JRE_HOME")
  CATALINA_HOME=$(cygpath --unix "$CATALINA_HOME")
  CATALINA_BASE=$(cygpath --unix "$CATALINA_BASE")
  [ -n "$CLASSPATH" ] && CLASSPATH=$(cygpath --path --unix "$CLASSPATH")
fi

[ -d "$CATALINA_HOME" ] || fail "CATALINA_HOME is $CATALINA_HOME, and there is no such directory."
[ -d "$CATALINA_BASE" ] || fail "CATALINA_BASE is $CATALINA_BASE, and there is no such directory."
for dir in "$CATALINA_HOME" "$CATALINA_BASE"; do
  case $dir in
  *:*) fail "The path $dir contains a colon, with which Java cannot find its jars. Tomcat does not start there either." ;;
  esac
done
[ -r "$CATALINA_HOME/bin/setclasspath.sh" ] || fail \
  "CATALINA_HOME is $CATALINA_HOME, but there is no bin/setclasspath.sh in it, as each Tomcat has." \
  "Set it to the directory that Tomcat itself is in."

# Which Java: the choice is that of Tomcat. First in a shell of its own, because it exits where it finds none.
(. "$CATALINA_HOME/bin/setclasspath.sh") >&2 </dev/null ||
  fail "No Java was found. Set JAVA_HOME or JRE_HOME, best in $CATALINA_BASE/bin/setenv.sh."
. "$CATALINA_HOME/bin/setclasspath.sh"

[ -n "$CLASSPATH" ] && CLASSPATH="$CLASSPATH":
CLASSPATH="$CLASSPATH$CATALINA_BASE/lib:$CATALINA_BASE/lib/*"
[ "$CATALINA_BASE" = "$CATALINA_HOME" ] || CLASSPATH="$CLASSPATH:$CATALINA_HOME/lib:$CATALINA_HOME/lib/*"
if [ -r "$CATALINA_BASE/bin/tomcat-juli.jar" ]; then
  CLASSPATH="$CLASSPATH:$CATALINA_BASE/bin/tomcat-juli.jar"
else
  CLASSPATH="$CLASSPATH:$CATALINA_HOME/bin/tomcat-juli.jar"
fi

found=
for jar in "$CATALINA_BASE"/lib/catamail-*.jar "$CATALINA_HOME"/lib/catamail-*.jar; do
  [ -r "$jar" ] && found="$jar"
done
[ -n "$found" ] || fail \
  "There is no catamail-<version>.jar in $CATALINA_BASE/lib or $CATALINA_HOME/lib." \
  "Unzip the Catamail overlay over one of the two again."

# How wide the terminal is, where the output goes to one: the command does not see it itself when its input is a pipe.
CATAMAIL_COLUMNS=
if [ -t 1 ]; then
  CATAMAIL_COLUMNS=$(tput cols 2>/dev/null) || CATAMAIL_COLUMNS=80
fi
CATAMAIL_CATALINA_OPTS="$CATALINA_OPTS"
CATAMAIL_JAVA_OPTS="$JAVA_OPTS"
export CATAMAIL_COLUMNS CATAMAIL_CATALINA_OPTS CATAMAIL_JAVA_OPTS

if $cygwin; then
  CATALINA_HOME=$(cygpath --absolute --windows "$CATALINA_HOME")
  CATALINA_BASE=$(cygpath --absolute --windows "$CATALINA_BASE")
  CLASSPATH=$(cygpath --path --windows "$CLASSPATH")
fi

# A closed standard input would become the first file that Java opens, which is one of its own.
(: 3<&0) 2>/dev/null || exec </dev/null

exec "$_RUNJAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
  -Dcatalina.base="$CATALINA_BASE" -Dcatalina.home="$CATALINA_HOME" \
  -cp "$CLASSPATH" io.github.catamail.cli.Main "$@"
