using System.Globalization;
using System.Text.Json;
using EdgeNoc.Collector.Find;
using EdgeNoc.Common.Events;
using EdgeNoc.Tests.Alerts;

namespace EdgeNoc.Tests.Find;

/// <summary>Searches on a real database, in tables as agents send them.</summary>
public sealed class FindServiceTests : IDisposable
{
    private readonly Story _story = new(onDisk: false);
    private readonly FindIndex _index = new();
    private long _seq;

    public FindServiceTests()
    {
        Onus([.. Enumerable.Range(1, 30).Select(number => Onu(number))]);
        Table("router-1", "ppp_accounts", ["name", "service", "profile", "state", "address", "caller_id", "comment"],
            ["client-003", "pppoe", "10M", "online", "10.20.0.3", "48:8F:5A:00:00:03", ""],
            ["client-004", "pppoe", "10M", "disabled", "", "", ""],
            ["budi.rumah", "pppoe", "10M", "offline", "", "48:8F:5A:00:00:05", "CLIENT-005"]);
        Table("router-1", "ppp_active", ["name", "service", "address", "caller_id", "uptime_s"], ["client-003", "pppoe", "10.20.0.3", "48:8F:5A:00:00:03", "3600"]);
        Table("router-1", "dhcp_leases", ["address", "mac", "host_name", "status"],
            ["10.30.0.9", "00:1A:2B:3C:4D:09", "android", "bound"], ["10.30.0.10", "00:1A:2B:3C:4D:0A", "android", "waiting"]);
        Table("router-1", "hotspot_active", ["mac", "user", "address", "uptime_s"], ["48:8F:5A:00:00:77", "voucher-77", "10.40.0.77", "60"]);
    }

    public void Dispose() => _story.Dispose();

    [Theory]
    [InlineData("CLIENT-003")]
    [InlineData("  client-003 ")]
    [InlineData("00:1a:2b:3c:4d:03")]
    [InlineData("001A-2B3C-4D03")]
    [InlineData("001a2b3c4d03")]
    [InlineData("48:8F:5A:00:00:03")]
    [InlineData("10.20.0.3")]
    [InlineData("ZTEG0003")]
    [InlineData("0/3:3")]
    [InlineData("olt-1 0/3:3")]
    [InlineData("Demo-POP olt-1 0/3:3")]
    [InlineData("demo-pop/olt-1/0/3:3")]
    public void A_customer_is_found_by_whatever_is_known_of_him_with_all_that_belongs_to_him(string query)
    {
        var found = One(query);
        Assert.Equal(
            (CustomerVerdict.Online, "CLIENT-003", "client-003", "10.20.0.3"),
            (found.Verdict, found.Facts.Onu?.Name, found.Facts.Account?.User, found.Facts.Session?.Address));
        Assert.Equal(Story.Start.AddHours(-1), found.Facts.Session!.Since);
        Assert.Equal((29, 29), (found.Facts.Onu!.OthersUp, found.Facts.Onu.Others));
    }

    [Fact]
    public void An_account_is_joined_by_the_remark_that_names_its_ONU_and_a_lease_by_its_MAC()
    {
        Assert.Equal((CustomerVerdict.NotLoggedIn, "CLIENT-005"), (One("budi.rumah").Verdict, One("budi.rumah").Facts.Onu?.Name));
        Assert.Equal("budi.rumah", One("client-005").Facts.Account?.User);
        Assert.Equal((CustomerVerdict.AccountDisabled, -20.04), (One("client-004").Verdict, One("client-004").Facts.Onu?.RxDbm));
        Assert.Equal((CustomerVerdict.Leased, "CLIENT-009"), (One("10.30.0.9").Verdict, One("10.30.0.9").Facts.Onu?.Name));
        Assert.Equal(CustomerVerdict.LeaseUnused, One("10.30.0.10").Verdict);
        Assert.Equal((CustomerVerdict.Online, "voucher-77"), (One("voucher-77").Verdict, One("10.40.0.77").Facts.Session?.User));
    }

    [Fact]
    public void Two_boxes_that_call_themselves_alike_are_two_customers()
    {
        var found = Find("android");
        Assert.Equal(["CLIENT-009", "CLIENT-010"], found.Customers.Select(customer => customer.Facts.Onu!.Name!).Order(StringComparer.Ordinal));
        Assert.Equal(2, found.Total);
    }

    [Fact]
    public void A_whole_name_stands_before_names_that_contain_it_and_many_are_cut_to_ten()
    {
        Onus([Onu(1) with { Name = "SARI" }, Onu(2) with { Name = "SARI 2" }, .. Enumerable.Range(3, 20).Select(number => Onu(number))]);
        Assert.Equal("SARI", One("sari").Facts.Onu!.Name);
        Assert.Equal(["SARI", "SARI 2"], Find("sar").Customers.Select(customer => customer.Facts.Onu!.Name));
        var many = Find("client");
        Assert.Equal((10, 20), (many.Customers.Count, many.Total));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("nobody at all")]
    [InlineData("cl")]
    [InlineData("0/9:99")]
    [InlineData("other-pop 0/3:3")]
    [InlineData("'; DROP TABLE onus; --")]
    [InlineData("%")]
    [InlineData("\t\n\0")]
    [InlineData("😀\uD83D")]
    public void What_is_not_there_is_not_found(string query) => Assert.Empty(Find(query).Customers);

    [Fact]
    public void The_newest_tables_count_and_an_ONU_that_left_is_found_with_the_time_it_left()
    {
        Assert.Equal(CustomerVerdict.OnuUp, One("client-007").Verdict);
        _story.After(600);
        Onus([.. Enumerable.Range(1, 30).Where(number => number != 7).Select(number => Onu(number))]);
        var gone = One("client-007");
        Assert.Equal((CustomerVerdict.Gone, _story.Clock.Now), (gone.Verdict, gone.Facts.Onu!.GoneAt));
        Assert.Equal(CustomerVerdict.Gone, One("00-1A-2B-3C-4D-07").Verdict);
        Onus([.. Enumerable.Range(1, 30).Select(number => Onu(number) with { Status = number == 7 ? "power_off" : "up", Reason = number == 7 ? "dying_gasp" : "" })]);
        Assert.Equal(CustomerVerdict.PowerOff, One("client-007").Verdict);
    }

    [Fact]
    public async Task An_ONU_of_a_cut_PON_is_part_of_its_incident()
    {
        _story.Receive(1, [_story.PonDown("0/3", EventState.Raised, 28), _story.Onu(3, EventState.Raised)]);
        await _story.PassForAsync(60);
        Onus([.. Enumerable.Range(1, 30).Select(number => Onu(number) with { Status = number <= 28 ? "down" : "up" })]);
        var found = One("0/3:3");
        Assert.Equal((CustomerVerdict.PartOfIncident, 1L), (found.Verdict, found.Facts.Incident?.Number));
        Assert.Equal(Story.Start, found.Facts.Onu!.Since);
    }

    [Fact]
    public void Alerts_are_fresher_than_lists()
    {
        _story.After(60);
        _story.Receive(1, [_story.Onu(3, EventState.Raised, reason: "dying_gasp"), _story.Onu(4, EventState.Raised)]);
        var off = One("0/3:3");
        Assert.Equal((CustomerVerdict.PowerOff, 28, _story.Clock.Now), (off.Verdict, off.Facts.Onu!.OthersUp, off.Facts.Onu.Since));
        Assert.Null(off.Facts.Onu.RxDbm);
        Onus([.. Enumerable.Range(1, 30).Select(number => Onu(number) with { Status = number is 3 or 4 ? "down" : "up" })]);
        _story.After(60);
        _story.Receive(2, _story.Onu(3, EventState.Cleared));
        Assert.Equal((CustomerVerdict.Online, CustomerVerdict.LineLost), (One("0/3:3").Verdict, One("0/3:4").Verdict));
    }

    [Fact]
    public void A_table_of_a_stranger_harms_nobody()
    {
        Table("olt-2", "onus", ["name", "entity"], ["CLIENT-900"], [], ["a\tb", "onu/1:1"], ["\tnclient-003\t", "onu/1:2"]);
        Assert.Equal("CLIENT-003", One("client-003").Facts.Onu!.Name);
        Assert.Equal("CLIENT-900", One("client-900").Facts.Onu!.Name);
    }

    private FindResult Find(string query) => _story.Do(db => new FindService(_index, _story.Clock).Find(db, query));

    private FoundCustomer One(string query)
    {
        var found = Find(query);
        Assert.Equal(1, found.Total);
        return Assert.Single(found.Customers);
    }

    private static ListedRow Onu(int number) => new(
        number, string.Create(CultureInfo.InvariantCulture, $"CLIENT-{number:000}"), "up", "", string.Create(CultureInfo.InvariantCulture, $"{-20 - (number / 100.0)}"));

    private void Onus(params ListedRow[] onus) => Table(
        "olt-1", "onus", ["entity", "pon", "name", "mac", "serial", "status", "reason", "rx_dbm"],
        [.. onus.Select(onu => (string[])[$"onu/0/3:{onu.Number}", "0/3", onu.Name, $"00:1A:2B:3C:4D:{onu.Number:X2}", $"ZTEG{onu.Number:0000}", onu.Status, onu.Reason, onu.Rx])]);

    private void Table(string device, string name, string[] columns, params string[][] rows) => _story.ReceiveTable(
        JsonSerializer.SerializeToUtf8Bytes(new TableMessage(_story.Clock.Now, columns, rows), WireJson.Default.TableMessage), ++_seq, device, name);

    private sealed record ListedRow(int Number, string Name, string Status, string Reason, string Rx);
}
