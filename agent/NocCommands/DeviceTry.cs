using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeNoc.Agent.Config;
using EdgeNoc.Agent.Devices;
using EdgeNoc.Agent.Devices.Records;
using EdgeNoc.Agent.Enrolment;
using EdgeNoc.Common.Enrolment;
using EdgeNoc.Common.NocCommands;

namespace EdgeNoc.Agent.NocCommands;

/// <summary>Asks a device once that the office thinks of adding or changing, through its driver, and says what it answered. Nothing of it is kept.</summary>
internal static class DeviceTry
{
    // An entry that may name files would let whoever sends it have any file of this machine sent to a box of his own.
    private static readonly string[] OfThisMachine = ["password", "password_file", "password_credential"];

    public static async Task<CommandResult> RunAsync(CommandParts parts, NocCommand.Try wanted, CommandLines lines, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Entry(wanted.Entry) is not { } entry) return CommandResult.BadRequest("the entry holds a key twice or a text that is none", "write each key once");
        if (OfThisMachine.FirstOrDefault(entry.ContainsKey) is { } key) return CommandResult.BadRequest($"{key} is not for the office to say", "leave it out: the password comes sealed, or is the one that this machine has");
        var file = Path.Combine(parts.Config.StateDir, $"try-{Guid.NewGuid():N}.pw");
        try
        {
            if (AddPassword(parts.Config, entry, wanted.Password, file) is { } refusal) return refusal;
            var load = Load(parts, entry);
            if (load.Errors.Count > 0) return Wrong(load, lines);
            var device = load.Config!.Devices[0];
            return await AskAsync(device, new DriverContext(time, parts.Pinger) { StateDir = parts.Config.StateDir }, lines, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
        {
            return CommandResult.Failed($"the password cannot be kept for the moment ({error.GetType().Name})", "see to the disk of this machine: the command check says what is wrong");
        }
        finally
        {
            if (File.Exists(file)) File.Delete(file);
        }
    }

    private static JsonObject? Entry(string text)
    {
        try
        {
            var entry = (JsonObject)JsonNode.Parse(text)!;

            // Keys that stand twice and halves of letters show only when they are asked for.
            _ = entry.Count;
            _ = entry.ToJsonString();
            return entry;
        }
        catch (Exception error) when (error is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The one that was sealed for this, else the one that the running config has for that id.</summary>
    private static CommandResult? AddPassword(AgentConfig config, JsonObject entry, byte[]? box, string file)
    {
        if (box is not null)
        {
            using var key = AgentKey.TryLoad(config.StateDir);
            if (key?.Open(box, SiteSecrets.Purpose(config.Site, NocCommand.Try.Purpose)) is not { } plain) return CommandResult.Failed("the password was not sealed to this machine", "it may have been enrolled anew meanwhile: type it again");
            PrivateFile.Write(file, Encoding.UTF8.GetString(plain) + "\n");
            entry["password_file"] = file;
        }
        else if (entry.ContainsKey("user") && entry["id"] is JsonValue id && id.TryGetValue<string>(out var name) && config.Devices.FirstOrDefault(device => device.Id == name)?.Options.Password?.File is { } known)
        {
            entry["password_file"] = known;
        }

        return null;
    }

    private static Common.Config.ConfigLoad<AgentConfig> Load(CommandParts parts, JsonObject entry)
    {
        var config = new JsonObject
        {
            ["site"] = parts.Config.Site, ["broker"] = new JsonObject { ["urls"] = new JsonArray("mqtts://localhost") }, ["devices"] = new JsonArray(entry.DeepClone()),
        };
        return AgentConfigFile.Parse(Encoding.UTF8.GetBytes(config.ToJsonString()), parts.ConfigFile ?? Path.Combine(parts.Config.StateDir, "entry"));
    }

    private static CommandResult Wrong(Common.Config.ConfigLoad<AgentConfig> load, CommandLines lines)
    {
        foreach (var error in load.Errors) lines.Add($"{error.Path?.Replace("devices[0].", "", StringComparison.Ordinal)}: {(error.Value is null ? "" : $"{error.Value} ")}{error.Problem}: {error.Remedy}");
        return CommandResult.BadRequest(load.Errors.Count == 1 ? "one thing is wrong with the entry" : string.Create(CultureInfo.InvariantCulture, $"{load.Errors.Count} things are wrong with the entry"), "each line says what to write; nobody was asked");
    }

    private static async Task<CommandResult> AskAsync(DeviceConfig device, DriverContext context, CommandLines lines, CancellationToken cancellationToken)
    {
        var began = context.Time.GetTimestamp();
        var driver = device.Driver.Create(device, context);
        await using (driver.ConfigureAwait(false))
        {
            switch (await driver.PollAsync(cancellationToken).ConfigureAwait(false))
            {
                case PollResult.Failed { Error: var error }:
                    return CommandResult.Of(error);
                case PollResult.Read { Reading: var reading }:
                    foreach (var line in ReadingText.Of(reading)) lines.Add(line);
                    foreach (var remark in reading.Remarks) lines.Add($"‼ {remark}");
                    if (reading.Members.Count > 0 && reading.Members.All(member => member.Record.Up != true)) return CommandResult.Failed("none of them answers", "check that the POP has a route to them and that they may answer ping");
                    return CommandResult.Done with { Detail = string.Create(CultureInfo.InvariantCulture, $"{device.Id} answered in {context.Time.GetElapsedTime(began).TotalMilliseconds:0} ms") };
                case var other:
                    throw new InvalidOperationException($"{other} is no result of a poll");
            }
        }
    }
}
