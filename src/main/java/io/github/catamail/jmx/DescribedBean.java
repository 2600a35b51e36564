package io.github.catamail.jmx;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanParameterInfo;
import javax.management.StandardMBean;

/** Gives JMX the {@link Meaning} of each attribute and operation, and the {@link Named} parameters. */
final class DescribedBean extends StandardMBean {
    DescribedBean(MailSessionMXBean bean) {
        super(bean, MailSessionMXBean.class, /* isMXBean= */ true);
    }

    @Override
    protected String getDescription(MBeanAttributeInfo attribute) {
        return meaning("get" + attribute.getName());
    }

    @Override
    protected String getDescription(MBeanOperationInfo operation) {
        return meaning(operation.getName());
    }

    @Override
    protected String getParameterName(MBeanOperationInfo operation, MBeanParameterInfo parameter, int position) {
        return methods(operation.getName())
                .map(method -> find(Named.class, method.getParameterAnnotations()[position]))
                .filter(Objects::nonNull)
                .map(Named::value)
                .findFirst()
                .orElse(parameter.getName());
    }

    private static String meaning(String method) {
        return methods(method)
                .map(found -> found.getAnnotation(Meaning.class))
                .filter(Objects::nonNull)
                .map(Meaning::value)
                .findFirst()
                .orElse(method);
    }

    private static Stream<Method> methods(String name) {
        return Arrays.stream(MailSessionMXBean.class.getMethods())
                .filter(method -> method.getName().equals(name));
    }

    private static <A extends Annotation> @org.jspecify.annotations.Nullable A find(
            Class<A> type, Annotation[] annotations) {
        return Arrays.stream(annotations)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }
}
