using System.CommandLine;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;

namespace EdgeNoc.Agent.Commands;

/// <summary><c>parse DRIVER [--command C] FILE</c>: what a driver makes of a capture, as flat JSON records. Exit 0 records, 1 nothing recognised, 2 wrong arguments.</summary>
internal static class ParseCommand
{
    private const int MaxBytes = 64 * 1024 * 1024;

    public static Command Create()
    {
        var driver = new Argument<string>("DRIVER") { Description = "a driver's name, as in the config" };
        var capture = new Option<string?>("--command") { Description = $"which answer of the device the file holds, as /ppp/active/print for mikrotik or show gpon onu state for zte-cli; a wrong one lists them all; default: the driver's main one", HelpName = "C" };
        var file = new Argument<string>("FILE") { Description = "what the device sent, byte for byte" };
        var command = new Command("parse", "Show what a driver reads from a capture") { driver, capture, file };
        command.SetAction(result => Run(result.GetValue(driver)!, result.GetValue(capture), result.GetValue(file)!, result.InvocationConfiguration.Output, result.InvocationConfiguration.Error));
        return command;
    }

    private static int Run(string driverName, string? capture, string file, TextWriter output, TextWriter error)
    {
        var driver = Drivers.Find(driverName);
        var withParsers = Drivers.All.Where(known => known.Parsers.Count > 0).Select(known => known.Name);
        if (driver is null || driver.Parsers.Count == 0)
        {
            error.WriteLine($"parse: {driverName} {(driver is null ? "is no driver of this version" : "has no captures to parse")}: the drivers are {string.Join(", ", withParsers)}");
            return 2;
        }

        var parser = capture is null ? driver.Parsers[0] : driver.ParserOf(capture);
        if (parser is null)
        {
            error.WriteLine($"parse: {driverName} knows no command \"{capture}\": write one of {string.Join(", ", driver.Parsers.Select(known => known.Name))}");
            return 2;
        }

        byte[] bytes;
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > MaxBytes })
            {
                error.WriteLine($"parse: {file} is larger than 64 MB: that is no capture of one answer");
                return 2;
            }

            bytes = File.ReadAllBytes(file);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            error.WriteLine($"parse: {file} cannot be read ({exception.Message}): check the path");
            return 2;
        }

        return Show(driver, file, parser.ParseFor(capture, bytes), output, error);
    }

    private static int Show(DriverDefinition driver, string file, PollResult result, TextWriter output, TextWriter error)
    {
        if (result is PollResult.Failed failed)
        {
            error.WriteLine($"parse: {file}: {failed.Error.Detail}: {failed.Error.Remedy}");
            return 1;
        }

        var reading = ((PollResult.Read)result).Reading;
        if (reading.Dropped > 0) error.WriteLine($"parse: {file}: {reading.Dropped} rows or fields made no sense and were left out");
        if (ReadingJson.Of(driver, reading) is not { } records)
        {
            error.WriteLine($"parse: {file}: nothing was recognised: check that driver and capture belong together");
            return 1;
        }

        output.WriteLine(records);
        return 0;
    }
}
