package io.syncledger.testkit.cliniko.fault;

/** The body of an error response from a failing gateway or server. */
public enum ErrorBody {
  HTML("text/html", "<html><head><title>Error</title></head><body><h1>Sorry</h1></body></html>"),
  EMPTY("text/html", ""),
  TRUNCATED_JSON("application/json", "{\"message\":\"Somethi");

  private final String type;
  private final String text;

  ErrorBody(String type, String text) {
    this.type = type;
    this.text = text;
  }

  String type() {
    return type;
  }

  String text() {
    return text;
  }
}
