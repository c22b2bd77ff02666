using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeNoc.Collector.Find;

/// <summary>A customer with what is to be said of him.</summary>
internal sealed record FoundCustomer(CustomerVerdict Verdict, CustomerFacts Facts);

/// <summary>What a search gave.</summary>
/// <param name="Query">As it was understood.</param>
/// <param name="Customers">At most <see cref="MostShown"/>, the best first. One alone is joined from all tables of his site; of several, what was found.</param>
/// <param name="Total">How many there are; with <paramref name="HasMore"/> at least.</param>
/// <param name="HasMore">There are more than were counted: the query is to be more exact.</param>
internal sealed record FindResult(string Query, IReadOnlyList<FoundCustomer> Customers, int Total, bool HasMore)
{
    public const int MostShown = 10;
}

internal sealed class VerdictConverter() : JsonStringEnumConverter<CustomerVerdict>(JsonNamingPolicy.SnakeCaseLower);
