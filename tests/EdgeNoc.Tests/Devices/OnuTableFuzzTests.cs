using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using FsCheck;
using FsCheck.Fluent;
using static EdgeNoc.Tests.Devices.OnuTable;

namespace EdgeNoc.Tests.Devices;

/// <summary>Whatever comes over the wire is records or a closed error: never an exception, never a level that cannot be, never an ONU twice.</summary>
public sealed class OnuTableFuzzTests
{
    private static readonly byte[] Whole = Encoding.UTF8.GetBytes(Page([.. Enumerable.Range(1, 12).Select(number => Row(number, number % 3 == 0 ? "Down" : "Up", $"CLIENT-{number:000}"))]));

    [Fact]
    public void A_page_cut_anywhere_is_an_error_until_its_array_closes()
    {
        var closes = Encoding.UTF8.GetString(Whole).IndexOf("\n);", StringComparison.Ordinal);
        for (var length = 0; length <= Whole.Length; length++)
        {
            var result = OnuTablePage.Parse(Whole.AsSpan(0, length));
            if (length <= closes + 1) Assert.IsType<PollResult.Failed>(result);
            else Assert.Equal(12, Assert.IsType<PollResult.Read>(result).Reading.Onus.Count);
        }
    }

    [Fact]
    public void Random_bytes_in_the_array_never_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            CheckClosed(bytes);
            CheckClosed([.. "var onutable=new Array("u8, .. bytes, .. ");"u8]);
            CheckClosed([.. "var onutable=new Array('"u8, .. bytes, .. "');var lineNum=(onutable.length)/22;"u8]);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_splice_of_two_pages_is_closed_and_doubles_no_onu() =>
        Prop.ForAll(Gen.Choose(0, Whole.Length).Two().ToArbitrary(), cut =>
        {
            byte[] spliced = [.. Whole[..cut.Item1], .. Whole[cut.Item2..]];
            CheckClosed(spliced);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Flipped_bytes_never_throw() =>
        Prop.ForAll(Gen.Choose(0, Whole.Length - 1).Two().ToArbitrary(), Gen.Elements("'),(\n/0;\\\0ÿ".Select(letter => (byte)letter)).ToArbitrary(), (places, value) =>
        {
            var changed = Whole.ToArray();
            changed[places.Item1] = value;
            changed[places.Item2] = value;
            CheckClosed(changed);
        }).QuickCheckThrowOnFailure();

    private static void CheckClosed(byte[] page)
    {
        if (OnuTablePage.Parse(page) is not PollResult.Read { Reading: var reading }) return;
        Assert.All(reading.Onus, onu => Assert.Matches(@"\A\d+(/\d+){1,2}\z", onu.Pon));
        Assert.All(reading.Onus, onu => Assert.True(onu.RxDbm is null or (> -40 and < 0)));
        Assert.Equal(reading.Onus.Count, reading.Onus.Select(onu => onu.Entity).Distinct(StringComparer.Ordinal).Count());
    }
}
