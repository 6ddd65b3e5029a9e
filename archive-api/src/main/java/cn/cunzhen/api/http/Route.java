package cn.cunzhen.api.http;

import java.util.ArrayList;
import java.util.List;

/**
 * A call: how it is reached, who may make it, what it takes and gives, and what carries it out.
 *
 * <p>Registration, the OpenAPI document and the test of rights all come from this one table.
 *
 * @param path with {@code {names}} for what varies
 * @param summary one sentence, in English
 * @param answers what it answers when all is well, the first being the usual one
 */
public record Route(
    Method method,
    String path,
    Access access,
    String summary,
    List<Parameter> parameters,
    List<Body> takes,
    List<Answer> answers,
    Call call) {
  public Route {
    parameters = List.copyOf(parameters);
    takes = List.copyOf(takes);
    answers = List.copyOf(answers);
  }

  /** The methods that are in use. */
  public enum Method {
    GET,
    POST,
    DELETE
  }

  /** A parameter, in the terms of OpenAPI. */
  public record Parameter(String name, In in, boolean required, String meaning) {
    /** Where a parameter stands. */
    public enum In {
      PATH,
      QUERY,
      HEADER
    }
  }

  /** A body that the call takes. */
  public record Body(String mediaType, String meaning) {}

  /** An answer that the call gives. */
  public record Answer(int status, String mediaType, String meaning) {}

  /** Carries out a call. */
  @FunctionalInterface
  public interface Call {
    void handle(Exchange exchange) throws Exception;
  }

  /** Starts the description of a call. */
  public static Builder of(Method method, String path, Access access, String summary) {
    return new Builder(method, path, access, summary);
  }

  /** Describes a call piece by piece. */
  public static final class Builder {
    private final Method method;
    private final String path;
    private final Access access;
    private final String summary;
    private final List<Parameter> parameters = new ArrayList<>();
    private final List<Body> takes = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();

    private Builder(Method method, String path, Access access, String summary) {
      this.method = method;
      this.path = path;
      this.access = access;
      this.summary = summary;
    }

    public Builder path(String name, String meaning) {
      parameters.add(new Parameter(name, Parameter.In.PATH, true, meaning));
      return this;
    }

    public Builder query(String name, String meaning) {
      parameters.add(new Parameter(name, Parameter.In.QUERY, false, meaning));
      return this;
    }

    public Builder header(String name, String meaning) {
      parameters.add(new Parameter(name, Parameter.In.HEADER, false, meaning));
      return this;
    }

    public Builder takes(String mediaType, String meaning) {
      takes.add(new Body(mediaType, meaning));
      return this;
    }

    public Builder gives(int status, String mediaType, String meaning) {
      answers.add(new Answer(status, mediaType, meaning));
      return this;
    }

    public Route by(Call call) {
      return new Route(method, path, access, summary, parameters, takes, answers, call);
    }
  }
}
