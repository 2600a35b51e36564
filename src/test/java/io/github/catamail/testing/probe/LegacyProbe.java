package io.github.catamail.testing.probe;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

/** Has {@link OwnMail}, which may be a class of a {@code javax.mail} library there, send without the server. */
@WebServlet("/legacy")
public class LegacyProbe extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        response.setCharacterEncoding("UTF-8");
        try {
            OwnMail.class
                    .getMethod("sendPrivately", String.class, String.class)
                    .invoke(null, request.getParameter("port"), request.getParameter("subject"));
            response.getWriter().println("ok");
        } catch (InvocationTargetException e) {
            Causes.print(e.getCause(), response.getWriter());
        } catch (ReflectiveOperationException e) {
            Causes.print(e, response.getWriter());
        }
    }
}
