# Stands in for the official postgres image where no image can be pulled: the same variables, files and volume.
ARG SERVICES_IMAGE
FROM ${SERVICES_IMAGE}
RUN rm -rf /var/lib/postgresql/data && install -d -o postgres -g postgres -m 0700 /var/lib/postgresql/data
COPY docker/debian/postgres-entrypoint.mjs /usr/local/bin/
ENV PATH=/usr/lib/postgresql/15/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin PGDATA=/var/lib/postgresql/data
USER postgres
STOPSIGNAL SIGINT
CMD ["node", "/usr/local/bin/postgres-entrypoint.mjs"]
