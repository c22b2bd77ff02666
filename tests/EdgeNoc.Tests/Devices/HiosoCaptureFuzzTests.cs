using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.HiosoEpon;
using EdgeNoc.Agent.Devices.Records;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Devices;

/// <summary>Every capture of the family, cut, spliced with another and sprinkled with other bytes: records or a closed error, whichever parser reads it.</summary>
public sealed class HiosoCaptureFuzzTests
{
    private static readonly byte[][] Captures =
        [.. Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "captures", "hioso-epon"), "input.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    private static Gen<byte[]> Capture => Gen.Elements(Captures);

    [Fact]
    public void There_are_captures_of_every_kind_of_page() => Assert.True(Captures.Length >= 8);

    [Fact]
    public void A_capture_cut_anywhere_is_closed()
    {
        foreach (var capture in Captures)
        {
            for (var length = 0; length <= capture.Length; length++) CheckClosed(capture[..length]);
        }
    }

    [Fact]
    public void Splices_of_two_captures_are_closed() =>
        Prop.ForAll(Capture.Two().ToArbitrary(), Gen.Choose(0, 1_000_000).Two().ToArbitrary(), (pair, cuts) =>
        {
            byte[] spliced = [.. pair.Item1[..(cuts.Item1 % (pair.Item1.Length + 1))], .. pair.Item2[(cuts.Item2 % (pair.Item2.Length + 1))..]];
            CheckClosed(spliced);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Random_bytes_in_a_capture_are_closed() =>
        Prop.ForAll(Capture.ToArbitrary(), Gen.Choose(0, 1_000_000).ToArbitrary(), ArbMap.Default.ArbFor<byte[]>(), (capture, place, bytes) =>
        {
            var at = place % (capture.Length + 1);
            CheckClosed([.. capture[..at], .. bytes, .. capture[at..]]);
            CheckClosed([.. capture[..at], .. bytes, .. capture[Math.Min(capture.Length, at + bytes.Length)..]]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void Signs_of_the_language_in_a_capture_are_closed() =>
        Prop.ForAll(Capture.ToArbitrary(), Gen.Choose(0, 1_000_000).Two().ToArbitrary(), Gen.Elements("'),(\n/0;\\\0ÿ:-=".Select(letter => (byte)letter)).ToArbitrary(), (capture, places, sign) =>
        {
            var changed = capture.ToArray();
            changed[places.Item1 % changed.Length] = sign;
            changed[places.Item2 % changed.Length] = sign;
            CheckClosed(changed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Random_log_lines_never_throw() =>
        Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            HiosoLogLine.Read(bytes);
            HiosoLogLine.Read([.. "EPON: Onu 0/1/1:4 "u8, .. bytes, .. " Lost"u8]);
            HiosoLogLine.Read([.. "EPON: "u8, .. bytes, .. "] Lost"u8]);
        }).QuickCheckThrowOnFailure();

    private static void CheckClosed(byte[] page)
    {
        foreach (var parser in HiosoPage.Parsers)
        {
            if (parser.Parse(page) is not PollResult.Read { Reading: var reading }) continue;
            Assert.All(reading.Onus, onu => Assert.Matches(@"\A\d+(/\d+){1,2}\z", onu.Pon));
            Assert.All(reading.Onus, onu => Assert.True(onu.RxDbm is null || (onu.Status == OnuStatus.Up && onu.RxDbm is > -40 and < 0)));
            Assert.All(reading.Onus, onu => Assert.True(onu.Reason is null || onu.Status != OnuStatus.Up));
            Assert.Equal(reading.Onus.Count, reading.Onus.Select(onu => onu.Entity).Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(reading.Pons.Count, reading.Pons.Select(pon => pon.Pon).Distinct(StringComparer.Ordinal).Count());
        }
    }
}
