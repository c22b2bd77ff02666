using System.Text.Json.Nodes;
using EdgeNoc.Collector.Web.Entries;

namespace EdgeNoc.Tests.Told;

public sealed class EntryMergeTests
{
    [Fact]
    public void What_only_the_other_one_changed_is_taken_over_and_what_was_typed_stays()
    {
        var (merged, changes) = EntryMerge.Of(
            Json("""{"name":"Budi","role":"viewer","quiet":{"from":"22:00"},"addresses":[1],"is_vip":false}"""),
            Json("""{"name":"Budi S","role":"admin","addresses":[1,2],"is_vip":false}"""),
            Json("""{"name":"Budi T","role":"viewer","quiet":{"from":"22:00"},"addresses":[1],"language":"pt"}"""));
        Assert.Equal("""{"name":"Budi T","role":"admin","addresses":[1,2],"is_vip":false,"language":"pt"}""", merged.ToJsonString());
        Assert.Equal(
            ["name: Budi → Budi S, typed too", "role: viewer → admin", "quiet: {\"from\":\"22:00\"} → ", "addresses: [1] → [1,2]"],
            changes.Select(change => $"{change.Key}: {change.Before} → {change.Now}{(change.IsTypedToo ? ", typed too" : "")}"));
    }

    [Fact]
    public void Two_who_made_the_same_of_it_have_nothing_to_tell_each_other()
    {
        var (merged, changes) = EntryMerge.Of(Json("""{"name":"a","sites":[]}"""), Json("""{"name":"b"}"""), Json("""{"name":"b","sites":[],"zone":""}"""));
        Assert.Empty(changes);
        Assert.Equal("b", (string?)merged["name"]);
    }

    private static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();
}
