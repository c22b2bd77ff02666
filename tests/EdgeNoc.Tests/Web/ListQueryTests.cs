using System.Globalization;
using EdgeNoc.Collector.Users;
using EdgeNoc.Collector.Web.Lists;
using EdgeNoc.Collector.Web.Text;
using FsCheck;
using FsCheck.Fluent;
using SortKey = EdgeNoc.Collector.Web.Lists.SortKey;

namespace EdgeNoc.Tests.Web;

public sealed class ListQueryTests
{
    private static readonly Word Any = new("a", "a", "a");

    private static readonly ListKind<Row> Kind = new()
    {
        Key = "rows", Title = Any, Id = row => row.Id, Site = row => row.Site, SortedBy = "name",
        Columns = [new("name", Any, row => row.Name), new("rx", Any, row => row.Rx?.ToString(CultureInfo.InvariantCulture)) { Number = row => row.Rx }, new("site", Any, row => row.Site)],
    };

    [Fact]
    public void Part_after_part_gives_each_row_once_and_in_order_also_when_many_are_alike() => Check.One(Config.QuickThrowOnFailure, Prop.ForAll(
        Arb.From(from seed in Gen.Choose(0, int.MaxValue) from count in Gen.Choose(0, 60) from limit in Gen.Choose(1, 9) from sort in Gen.Elements("name", "rx", "site") from down in Gen.Elements(true, false) select (seed, count, limit, sort, down)),
        given =>
        {
            var random = new Random(given.seed);
            var rows = Enumerable.Range(1, given.count).Select(n => new Row($"id {n}", $"s-{random.Next(3)}", random.Next(4) == 0 ? null : $"CLIENT-{random.Next(12)}", random.Next(4) == 0 ? null : -random.Next(5))).ToList();
            var request = new ListRequest(new Dictionary<string, string>(StringComparer.Ordinal), null, given.sort, given.down, null);
            var seen = new List<Row>();
            while (true)
            {
                var part = ListQuery.Run(Kind, rows, request, SiteScope.All, given.limit);
                Assert.Equal(rows.Count, part.Total);
                Assert.InRange(part.Rows.Count, 0, given.limit);
                seen.AddRange(part.Rows);
                if (part.Next is null) break;

                // As the address has it.
                request = request with { After = ListCursor.Parse(part.Next.ToString()) };
            }

            Assert.Equal(rows.Select(row => row.Id).Order(StringComparer.Ordinal), seen.Select(row => row.Id).Order(StringComparer.Ordinal));
            var whole = ListQuery.Run(Kind, rows, request with { After = null }, SiteScope.All, 1_000).Rows;
            Assert.Equal(whole, seen);
        }));

    [Fact]
    public void Rows_that_come_and_go_between_two_parts_double_and_lose_no_other()
    {
        var rows = Enumerable.Range(1, 20).Select(n => new Row($"id {n:00}", "s-1", $"CLIENT-{n:00}", null)).ToList();
        var request = new ListRequest(new Dictionary<string, string>(StringComparer.Ordinal), null, "name", false, null);
        var first = ListQuery.Run(Kind, rows, request, SiteScope.All, 10);
        rows.RemoveAll(row => row.Id is "id 03" or "id 10");
        rows.Add(new Row("id 00", "s-1", "CLIENT-00", null));
        var second = ListQuery.Run(Kind, rows, request with { After = first.Next }, SiteScope.All, 20);
        Assert.Equal(Enumerable.Range(11, 10).Select(n => $"id {n:00}"), second.Rows.Select(row => row.Id));
    }

    [Theory]
    [InlineData("rx", "<-25", "b")]
    [InlineData("rx", ">-25", "a")]
    [InlineData("name", "ient-1", "a c")]
    [InlineData("name", "CLIENT-2", "b")]
    public void Filters_take_a_part_of_a_text_and_numbers_by_size(string column, string wanted, string ids)
    {
        Row[] rows = [new("a", "s-1", "CLIENT-1", -20), new("b", "s-1", "CLIENT-2", -27.5), new("c", "s-2", "client-11", null)];
        var request = new ListRequest(new Dictionary<string, string>(StringComparer.Ordinal) { [column] = wanted }, null, "name", false, null);
        Assert.Equal(ids, string.Join(' ', ListQuery.Run(Kind, rows, request, SiteScope.All, 10).Rows.Select(row => row.Id)));
    }

    [Fact]
    public void Who_sees_some_sites_finds_and_counts_no_others() =>
        Assert.Equal(("b", 1), ListQuery.Run(Kind, [new("a", "s-1", "x", null), new("b", "s-2", "x", null)], new(new Dictionary<string, string>(StringComparer.Ordinal), "x", "name", false, null), SiteScope.Of(["s-2"]), 10) is var part ? (part.Rows[0].Id, part.Total) : default);

    [Theory]
    [InlineData("0/3:9", "0/3:17")]
    [InlineData("client-2", "CLIENT-10")]
    [InlineData("a", "a0")]
    [InlineData("007", "8")]
    public void Numbers_within_texts_are_sorted_as_numbers(string first, string second)
    {
        Assert.True(SortKey.Natural(first, second) < 0);
        Assert.True(SortKey.Natural(second, first) > 0);
    }

    [Theory]
    [InlineData("not base64 §")]
    [InlineData("W10")]
    [InlineData("e30")]
    [InlineData("bnVsbA")]
    public void A_cursor_that_is_none_begins_anew(string text) => Assert.Null(ListCursor.Parse(text));

    [Fact]
    public void A_cell_that_a_spreadsheet_would_compute_is_a_text_and_a_number_stays_one() =>
        Assert.Equal("'=HYPERLINK(1),-21.5,\"a,\"\"b\"\"\n\",'@x,\r\n", Csv.Row(["=HYPERLINK(1)", "-21.5", "a,\"b\"\n", "@x", ""]));

    private sealed record Row(string Id, string Site, string? Name, double? Rx);
}
