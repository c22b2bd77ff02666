using System.Security.Cryptography;
using System.Text.Json;
using EdgeNoc.Common.Enrolment;
using EdgeNoc.Common.Mqtt;
using Microsoft.Extensions.Logging;

namespace EdgeNoc.Agent.Enrolment;

/// <summary>Takes changed device passwords from the office. A poller that was refused looks at its file and tries again by itself.</summary>
/// <param name="folder">Where they are kept.</param>
/// <param name="stateDir">Where the key lies.</param>
internal sealed class SecretsInbox(EnrolledFolder folder, string stateDir, ILogger logger)
{
    private const int MaxBytes = 1 << 20;
    private readonly Lock _gate = new();

    /// <summary>The version that is in place, for the status.</summary>
    public long Version { get; private set; } = folder.Identity()?.Secrets ?? 0;

    /// <summary>On the network's thread: returns at once.</summary>
    public void OnCommand(MqttMessage message) => _ = Task.Run(() => Take(message));

    private void Take(MqttMessage message)
    {
        lock (_gate)
        {
            try
            {
                if (message.Payload.Length > MaxBytes || JsonSerializer.Deserialize(message.Payload.Span, EnrolmentJson.Default.SecretsCommand) is not { Do: "secrets" } command) return;
                if (folder.Identity() is not { } identity || command.Version <= identity.Secrets) return;
                using var key = AgentKey.TryLoad(stateDir);
                if (key is null || SealedSecrets.Open(key, command.Sealed, identity.Site, "secrets") is not { } secrets || secrets.Version != command.Version)
                {
                    logger.LogWarning("passwords came that were not sealed to this machine; they are ignored");
                    return;
                }

                folder.Change(identity with { Secrets = secrets.Version }, secrets);
                Version = secrets.Version;
                logger.LogInformation("the office gave passwords, version {Version}: {Devices}", secrets.Version, string.Join(", ", secrets.Devices.Keys));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException)
            {
                logger.LogError("passwords from the office cannot be kept ({Problem}): make room on the disk or see to its rights; they come again", error.Message);
            }
            catch (JsonException)
            {
                logger.LogWarning("a command that cannot be read is ignored");
            }
        }
    }
}
