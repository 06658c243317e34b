package io.syncledger.sync.cliniko;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/**
 * One budget for each key in use, shared by all that this instance does with it. To be asked for
 * anew for each request.
 */
@Singleton
final class RequestBudgets {
  private final int limit;
  private final Ticker ticker;
  private final Map<ApiKey, RequestBudget> budgets = new HashMap<>();

  @Inject
  RequestBudgets(ClinikoSettings settings) {
    this(settings.requestsPerMinute(), Ticker.SYSTEM);
  }

  RequestBudgets(int limit, Ticker ticker) {
    this.limit = limit;
    this.ticker = ticker;
  }

  synchronized RequestBudget of(ApiKey key) {
    var budget = budgets.computeIfAbsent(key, _ -> new RequestBudget(limit, ticker));
    budget.touch();
    budgets.values().removeIf(RequestBudget::forgettable);
    return budget;
  }
}
