"""Counts events per tumbling window and campaign: one consumer, one producer, the counts in memory."""

import argparse
import json
import time

from kafka import KafkaConsumer, KafkaProducer

KEEP_MS = 600_000  # a window is forgotten when one that begins this much later has come


def arguments():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--servers", required=True, help="HOST:PORT[,HOST:PORT...]")
    parser.add_argument("--events", required=True, help="topic to read")
    parser.add_argument("--results", required=True, help="topic to write")
    parser.add_argument("--window-ms", required=True, type=int)
    parser.add_argument("--flush-ms", default=300, type=int, help="time between two writes of what has changed")
    return parser.parse_args()


def count(rows, event, window_ms):
    """Counts an event in the row of its window and campaign; returns the key of that row."""
    start = event["event_time_ns"] // 1_000_000 // window_ms * window_ms
    key = start, event["campaign_id"]
    row = rows.setdefault(key, {
        "window_start": start,
        "window_end": start + window_ms,
        "campaign_id": event["campaign_id"],
        "event_count": 0, "views": 0, "clicks": 0, "purchases": 0,
        "max_produce_time": 0, "max_event_time_ns": 0,
    })
    row["event_count"] += 1
    row[event["event_type"] + "s"] += 1
    for newest, time_of_event in ("max_produce_time", "produce_time"), ("max_event_time_ns", "event_time_ns"):
        row[newest] = max(row[newest], event[time_of_event])
    return key


def write(producer, topic, rows, changed):
    """Writes the changed rows and waits until Kafka has them; the key keeps those of one cell in order."""
    sent = [producer.send(topic, key="{}:{}".format(*key).encode(), value=json.dumps(rows[key]).encode())
            for key in changed]
    for future in sent:
        future.get(timeout=30)  # raises what went wrong


def forget(rows):
    """Drops the rows of windows that are long over, so that memory does not grow."""
    newest = max(start for start, _ in rows)
    for key in [key for key in rows if key[0] < newest - KEEP_MS]:
        del rows[key]


def main():
    args = arguments()
    # without a group: all partitions, from the beginning, and nothing to commit, since the counts are in memory
    consumer = KafkaConsumer(args.events, bootstrap_servers=args.servers, auto_offset_reset="earliest")
    # one request at a time, so that a retry cannot put an older row behind a newer one
    producer = KafkaProducer(bootstrap_servers=args.servers, acks="all", retries=5,
                             max_in_flight_requests_per_connection=1)
    rows, changed = {}, set()
    next_flush = time.monotonic()
    while True:
        wait_ms = max(0, int((next_flush - time.monotonic()) * 1000))
        for records in consumer.poll(timeout_ms=wait_ms, max_records=1000).values():
            changed.update(count(rows, json.loads(record.value), args.window_ms) for record in records)
        if time.monotonic() >= next_flush:
            if changed:
                write(producer, args.results, rows, changed)
                forget(rows)
                changed.clear()
            next_flush = time.monotonic() + args.flush_ms / 1000


if __name__ == "__main__":
    main()
