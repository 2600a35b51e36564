@echo off
rem Catamail's command: checks, tests and explains the mail configuration of this Tomcat. "catamail.bat --help" says more.
rem
rem Finds Tomcat as catalina.bat does: CATALINA_HOME is the directory above this one, or what the environment says;
rem CATALINA_BASE is the same, or what the environment says; bin\setenv.bat may set JAVA_HOME, JRE_HOME, CATALINA_OPTS and
rem the like. The class path is that of the server, so that the very jars are tested that the server uses. CATALINA_OPTS
rem and JAVA_OPTS are only looked at, and no options of the JVM started here: a port in them is in use by the server.
rem
rem Exit codes: 0 fine, 1 warnings (with --strict), 2 errors found, 64 called in a wrong way, or Tomcat or Java not found,
rem 70 a fault of the command itself.

setlocal

for %%d in ("%~dp0..") do set "HERE=%%~fd"

rem A CATALINA_BASE has no setclasspath.bat: there the overlay was unzipped over it alone.
if not exist "%HERE%\bin\setclasspath.bat" goto hereIsBase
if "%CATALINA_HOME%" == "" set "CATALINA_HOME=%HERE%"
goto gotHome
:hereIsBase
if "%CATALINA_BASE%" == "" set "CATALINA_BASE=%HERE%"
if not "%CATALINA_HOME%" == "" goto gotHome
echo catamail: "%HERE%" has no bin\setclasspath.bat, so that it is a CATALINA_BASE, and CATALINA_HOME is not set. 1>&2
echo catamail: Set it to the directory that Tomcat itself is in. 1>&2
exit /b 64
:gotHome
if "%CATALINA_BASE%" == "" set "CATALINA_BASE=%CATALINA_HOME%"

if "%CATALINA_HOME%" == "%CATALINA_HOME:;=%" goto homeNoSemicolon
echo catamail: The path "%CATALINA_HOME%" contains a semicolon, with which Java cannot find its jars. 1>&2
exit /b 64
:homeNoSemicolon
if "%CATALINA_BASE%" == "%CATALINA_BASE:;=%" goto baseNoSemicolon
echo catamail: The path "%CATALINA_BASE%" contains a semicolon, with which Java cannot find its jars. 1>&2
exit /b 64
:baseNoSemicolon

rem Only what setenv.bat puts into it counts, as for Tomcat.
set CLASSPATH=
if not exist "%CATALINA_BASE%\bin\setenv.bat" goto setenvHome
call "%CATALINA_BASE%\bin\setenv.bat" 1>&2
goto setenvDone
:setenvHome
if exist "%CATALINA_HOME%\bin\setenv.bat" call "%CATALINA_HOME%\bin\setenv.bat" 1>&2
:setenvDone

if exist "%CATALINA_HOME%\bin\setclasspath.bat" goto okSetclasspath
echo catamail: CATALINA_HOME is "%CATALINA_HOME%", but there is no bin\setclasspath.bat in it, as each Tomcat has. 1>&2
echo catamail: Set it to the directory that Tomcat itself is in. 1>&2
exit /b 64
:okSetclasspath

rem Which Java: the choice is that of Tomcat. The argument keeps ours away from it.
call "%CATALINA_HOME%\bin\setclasspath.bat" catamail 1>&2
if not errorlevel 1 goto okJava
echo catamail: No Java was found. Set JAVA_HOME or JRE_HOME, best in "%CATALINA_BASE%\bin\setenv.bat". 1>&2
exit /b 64
:okJava

if "%CLASSPATH%" == "" goto emptyClasspath
set "CLASSPATH=%CLASSPATH%;"
:emptyClasspath
set "CLASSPATH=%CLASSPATH%%CATALINA_BASE%\lib;%CATALINA_BASE%\lib\*"
if "%CATALINA_BASE%" == "%CATALINA_HOME%" goto oneLib
set "CLASSPATH=%CLASSPATH%;%CATALINA_HOME%\lib;%CATALINA_HOME%\lib\*"
:oneLib
if not exist "%CATALINA_BASE%\bin\tomcat-juli.jar" goto juliHome
set "CLASSPATH=%CLASSPATH%;%CATALINA_BASE%\bin\tomcat-juli.jar"
goto juliDone
:juliHome
set "CLASSPATH=%CLASSPATH%;%CATALINA_HOME%\bin\tomcat-juli.jar"
:juliDone

if exist "%CATALINA_BASE%\lib\catamail-*.jar" goto okJar
if exist "%CATALINA_HOME%\lib\catamail-*.jar" goto okJar
echo catamail: There is no catamail-^<version^>.jar in "%CATALINA_BASE%\lib" or "%CATALINA_HOME%\lib". 1>&2
echo catamail: Unzip the Catamail overlay over one of the two again. 1>&2
exit /b 64
:okJar

set "CATAMAIL_CATALINA_OPTS=%CATALINA_OPTS%"
set "CATAMAIL_JAVA_OPTS=%JAVA_OPTS%"

"%_RUNJAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 "-Dcatalina.base=%CATALINA_BASE%" "-Dcatalina.home=%CATALINA_HOME%" -cp "%CLASSPATH%" io.github.catamail.cli.Main %*
exit /b %ERRORLEVEL%
