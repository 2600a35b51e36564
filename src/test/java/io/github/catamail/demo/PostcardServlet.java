package io.github.catamail.demo;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The sample application: any servlet that sends mail with the session of its server. */
@WebServlet("/send")
public final class PostcardServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        request.setCharacterEncoding("UTF-8");
        Postcard postcard =
                new Postcard(parameter(request, "to"), parameter(request, "subject"), parameter(request, "text"));
        try {
            Transport.send(postcard.in(session()));
        } catch (MessagingException | NamingException e) {
            log("The postcard was not sent", e);
            response.setStatus(HttpServletResponse.SC_BAD_GATEWAY);
            response.setContentType("text/plain");
            response.setCharacterEncoding("UTF-8");
            response.getWriter().println("Not sent: " + e.getMessage());
            return;
        }
        response.sendRedirect(getServletContext().getInitParameter("inbox"));
    }

    // The server's own configuration.
    @SuppressWarnings("BanJNDI")
    private static Session session() throws NamingException {
        return (Session) new InitialContext().lookup("java:comp/env/mail/Session");
    }

    private static String parameter(HttpServletRequest request, String name) {
        // As it was typed: browsers send line ends as CR LF.
        return Objects.requireNonNullElse(request.getParameter(name), "").replace("\r\n", "\n");
    }
}
