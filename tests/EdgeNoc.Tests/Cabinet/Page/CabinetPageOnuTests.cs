using EdgeNoc.Agent.Cabinet.Page.Onus;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Tests.Cabinet.Page;

public sealed class CabinetPageOnuTests
{
    private static readonly DateTimeOffset At = new(2026, 11, 20, 5, 0, 0, TimeSpan.Zero);

    private readonly OnuBook _book = new();

    [Theory]
    [InlineData("0/3:9", "onu/0/3:9")]
    [InlineData("0/3", "onu/0/3:2 onu/0/3:9 onu/0/3:10")]
    [InlineData("pon 0/3", "onu/0/3:2 onu/0/3:9 onu/0/3:10")]
    [InlineData("00:1A:2B:00:03:09", "onu/0/3:9")]
    [InlineData("001a-2b00-0309", "onu/0/3:9")]
    [InlineData("0309", "onu/0/3:9")]
    [InlineData("001A2B", "onu/0/1:1 onu/0/3:2 onu/0/3:9 onu/0/3:10")]
    [InlineData("client-309", "onu/0/3:9")]
    [InlineData("CLIENT", "onu/0/1:1 onu/0/3:2 onu/0/3:9 onu/0/3:10")]
    [InlineData("-302", "onu/0/3:2")]
    [InlineData("HWTC00000101", "onu/0/1:1")]
    [InlineData("09", "onu/0/3:9")]
    [InlineData("nobody", "")]
    [InlineData("  ", "")]
    public void An_onu_is_found_by_name_mac_serial_pon_and_slot(string query, string found)
    {
        See(Onu("0/3", "10"), Onu("0/3", "9"), Onu("0/3", "2"), Onu("0/1", "1"));
        Assert.Equal(found, string.Join(' ', OnuSearch.Find(_book.All(), query).Onus.Select(onu => onu.Entity)));
    }

    [Fact]
    public void A_phone_is_given_thirty_and_the_count_of_all()
    {
        See([.. Enumerable.Range(1, 100).Select(number => Onu("0/1", $"{number}"))]);
        var list = OnuSearch.Find(_book.All(), "client");
        Assert.Equal((30, 100, "onu/0/1:1", "onu/0/1:30"), (list.Onus.Count, list.Found, list.Onus[0].Entity, list.Onus[^1].Entity));
        Assert.Empty(OnuSearch.Find(_book.All(), new string('c', 65)).Onus);
    }

    [Fact]
    public void A_level_stays_while_its_onu_is_up_and_the_same_and_says_when_it_was_measured()
    {
        See(Onu("0/3", "9") with { RxDbm = -21.5 });
        _book.See("olt-1", new Reading { Onus = [Onu("0/3", "9")] }, At.AddSeconds(30));
        Assert.Equal((-21.5, At, At.AddSeconds(30)), (Only.RxDbm, Only.LevelsAt, Only.SeenAt));

        _book.See("olt-1", new Reading { Onus = [Onu("0/3", "9") with { RxDbm = -18.25 }] }, At.AddSeconds(60));
        Assert.Equal((-18.25, At.AddSeconds(60)), (Only.RxDbm, Only.LevelsAt));

        _book.See("olt-1", new Reading { Onus = [Onu("0/3", "9") with { Mac = "00:1A:2B:99:99:99" }] }, At.AddSeconds(90));
        Assert.Null(Only.RxDbm);

        See(Onu("0/3", "9") with { RxDbm = -21.5 });
        _book.See("olt-1", new Reading { Onus = [Onu("0/3", "9") with { Status = OnuStatus.PowerOff, Reason = OnuReason.DyingGasp }] }, At.AddSeconds(120));
        Assert.Equal((null, "power_off", "dying_gasp"), (Only.RxDbm, Only.Status, Only.Reason));
    }

    [Fact]
    public void A_pon_that_could_not_be_read_keeps_its_onus_without_their_state()
    {
        See(Onu("0/1", "1"), Onu("0/3", "9"));
        _book.See("olt-1", new Reading { Onus = [Onu("0/1", "1")], CompletePons = new HashSet<string>(StringComparer.Ordinal) { "0/1" } }, At.AddSeconds(30));
        Assert.Equal(["up", "unknown"], OnuSearch.Find(_book.All(), "client").Onus.Select(onu => onu.Status));
    }

    private OnuView Only => Assert.Single(_book.All());

    private void See(params OnuRecord[] onus) => _book.See("olt-1", new Reading { Onus = onus }, At);

    private static OnuRecord Onu(string pon, string number) => new()
    {
        Pon = pon,
        Onu = number,
        Status = OnuStatus.Up,
        Name = $"CLIENT-{pon[2..]}{number.PadLeft(2, '0')}",
        Mac = $"00:1A:2B:00:{pon[2..].PadLeft(2, '0')}:{(number.Length > 2 ? "FF" : number.PadLeft(2, '0'))}",
        Serial = $"HWTC0000{pon[2..].PadLeft(2, '0')}{number.PadLeft(2, '0')}",
    };
}
