package io.azdetect.kql.bind;

import io.azdetect.kql.KqlException;
import io.azdetect.kql.diagnostic.Diagnostic.Code;
import io.azdetect.kql.diagnostic.Suggestion;
import io.azdetect.kql.plan.Plan;
import io.azdetect.kql.plan.Scalar;
import io.azdetect.kql.schema.Column;
import io.azdetect.kql.schema.DatabaseSchema;
import io.azdetect.kql.schema.TableSchema;
import io.azdetect.kql.syntax.Expression;
import io.azdetect.kql.syntax.Name;
import io.azdetect.kql.type.KqlType;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Microsoft Sentinel's watchlists: https://learn.microsoft.com/azure/sentinel/watchlists-queries */
final class Watchlists {
    /** The function that lists them; like any function without parameters, its name alone calls it. */
    static final String ALIASES = "_GetWatchlistAlias";

    static final Set<String> FUNCTIONS = Set.of("_GetWatchlist", ALIASES);

    private final TabularBinder tables;

    Watchlists(TabularBinder tables) {
        this.tables = tables;
    }

    Plan bind(Expression.Call call) {
        boolean listsAll = call.function().text().equals(ALIASES);
        if (call.arguments().size() != (listsAll ? 0 : 1)) {
            throw new KqlException(
                    Code.BAD_ARGUMENTS,
                    listsAll ? ALIASES + " takes no arguments" : "_GetWatchlist takes the alias of one watchlist",
                    call.span());
        }
        return listsAll ? aliases() : items(tables.constantName(call));
    }

    Plan aliases() {
        return new Plan.Values(
                List.of(new Column("WatchlistAlias", KqlType.STRING)),
                schema().watchlists().stream()
                        .sorted()
                        .map(alias -> List.<Scalar>of(new Scalar.Constant(KqlType.STRING, alias)))
                        .toList());
    }

    private Plan items(Name alias) {
        TableSchema items = schema().watchlist(alias.text()).orElseThrow(() -> unknown(alias));
        return new Plan.Scan(items, items.columns());
    }

    private KqlException unknown(Name alias) {
        Collection<String> known = schema().watchlists();
        String where = known.isEmpty()
                ? "; put its items into watchlists/" + alias
                        + ".csv in the workspace, or name a folder with --watchlists"
                : Suggestion.didYouMean(alias.text(), known);
        return new KqlException(Code.UNKNOWN_TABLE, "no watchlist has the alias '" + alias + "'" + where, alias.span());
    }

    private DatabaseSchema schema() {
        return tables.scope().home().schema();
    }
}
