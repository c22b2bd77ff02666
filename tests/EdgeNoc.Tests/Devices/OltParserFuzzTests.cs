using System.Text;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Cli;
using EdgeNoc.Agent.Devices.Records;
using FsCheck;
using FsCheck.Fluent;

namespace EdgeNoc.Tests.Devices;

/// <summary>Every capture of the OLT drivers, cut, spliced and sprinkled with other bytes: records or a closed error, whichever parser of its driver reads it.</summary>
public sealed class OltParserFuzzTests
{
    private static readonly string[] Names = ["zte-cli", "smartax-cli", "hioso-cli", "vsol-web", "hsgq"];

    private static readonly (DriverDefinition Driver, byte[] Bytes)[] Captures =
        [.. Names.SelectMany(name => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "captures", name), "input.*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal).Select(file => (Drivers.Find(name)!, File.ReadAllBytes(file))))];

    private static Gen<(DriverDefinition Driver, byte[] Bytes)> Capture => Gen.Elements(Captures);

    [Fact]
    public void There_are_captures_of_every_driver() => Assert.Equal(Names, Names.Where(name => Captures.Any(capture => capture.Driver.Name == name)));

    [Fact]
    public void A_capture_cut_anywhere_is_closed()
    {
        foreach (var (driver, bytes) in Captures)
        {
            for (var length = 0; length <= bytes.Length; length += 7) CheckClosed(driver, bytes[..length]);
        }
    }

    [Fact]
    public void Splices_and_random_bytes_are_closed() =>
        Prop.ForAll(Capture.Two().ToArbitrary(), Gen.Choose(0, 1_000_000).Two().ToArbitrary(), ArbMap.Default.ArbFor<byte[]>(), (pair, cuts, bytes) =>
            CheckClosed(pair.Item1.Driver, [.. pair.Item1.Bytes[..(cuts.Item1 % (pair.Item1.Bytes.Length + 1))], .. bytes, .. pair.Item2.Bytes[(cuts.Item2 % (pair.Item2.Bytes.Length + 1))..]]))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(300));

    [Fact]
    public void Signs_of_the_languages_are_closed() =>
        Prop.ForAll(Capture.ToArbitrary(), Gen.Choose(0, 1_000_000).Two().ToArbitrary(), Gen.Elements("<>\"'{}[]:/-#\n\r\b\t\x1b\0ÿ09".Select(letter => (byte)letter)).ToArbitrary(), (capture, places, sign) =>
        {
            var changed = capture.Bytes.ToArray();
            changed[places.Item1 % changed.Length] = sign;
            changed[places.Item2 % changed.Length] = sign;
            CheckClosed(capture.Driver, changed);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    /// <summary>What a terminal does to an answer on its way changes nothing of what is read.</summary>
    [Theory]
    [InlineData("--More--\b\b\b\b\b\b\b\b        \b\b\b\b\b\b\b\b")]
    [InlineData("---- More ( Press 'Q' to break ) ----\x1b[37D                                     \x1b[37D")]
    [InlineData("--- Enter Key To Continue ----\r                              \r")]
    [InlineData("--More--\r\n")]
    [InlineData("ÿý\u0018")]
    public void Pagers_echo_and_prompts_change_no_record(string pager)
    {
        foreach (var (driver, bytes) in Captures.Where(capture => capture.Driver.Name.EndsWith("-cli", StringComparison.Ordinal)))
        {
            var lines = CliScreen.Lines(bytes).SkipWhile(line => line.Contains('#', StringComparison.Ordinal)).TakeWhile(line => !line.Contains("Epon#", StringComparison.Ordinal)).ToList();
            var plain = Encoding.Latin1.GetBytes(string.Join("\n", lines));
            foreach (var parser in driver.Parsers)
            {
                var paged = Encoding.Latin1.GetBytes($"OLT-1#{parser.Name} 0/1/1\r\r\n{string.Join("\r\n", lines.Select((line, row) => row % 5 == 4 ? pager + line : line))}\r\nOLT-1#");
                Assert.Equal(Text(driver, parser.ParseFor($"{parser.Name} 0/1/1", plain)), Text(driver, parser.ParseFor($"{parser.Name} 0/1/1", paged)));
            }
        }
    }

    private static string? Text(DriverDefinition driver, PollResult result) => result is PollResult.Read { Reading: var reading } ? ReadingJson.Of(driver, reading) : null;

    private static void CheckClosed(DriverDefinition driver, byte[] bytes)
    {
        foreach (var parser in driver.Parsers)
        {
            if (parser.ParseFor($"{parser.Name} 0/1/1:3", bytes) is not PollResult.Read { Reading: var reading }) continue;
            Assert.All(reading.Onus, onu => Assert.True(onu.RxDbm is null || (onu.Status == OnuStatus.Up && onu.RxDbm is > -40 and < 0)));
            Assert.All(reading.Onus, onu => Assert.True(onu.Reason is null || onu.Status != OnuStatus.Up));
            Assert.Equal(reading.Onus.Count, reading.Onus.Select(onu => onu.Entity).Distinct(StringComparer.Ordinal).Count());
            Assert.Equal(reading.Pons.Count, reading.Pons.Select(pon => pon.Pon).Distinct(StringComparer.Ordinal).Count());
        }
    }
}
